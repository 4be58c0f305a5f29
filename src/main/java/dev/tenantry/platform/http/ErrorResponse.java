package dev.tenantry.platform.http;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.ErrorDetail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure in the API's envelope:
 * {@code {"success":false,"data":null,"error":"text","code":"…","details":[…],"request_id":"…"}}.
 */
public final class ErrorResponse {
    private static final String REALM = "Bearer realm=\"tenantry\"";

    private ErrorResponse() {}

    /** What was not expected says nothing but its request id. */
    public static Reply render(Throwable failure, String requestId) {
        return render(failure, requestId, null);
    }

    /** A failure that has something to show beside its sentence. */
    public static Reply render(Throwable failure, String requestId, @Nullable Object data) {
        var known = expected(failure);
        var code = known.code();
        var reply = Reply.json(
                code.status(), new Failure(false, data, known.text(), code.wire(), known.details(), requestId));
        return withProtocolHeaders(reply, code, known.text());
    }

    /** The failure itself if it was expected, else {@code INTERNAL}. */
    public static AppException expected(Throwable failure) {
        return failure instanceof AppException known ? known : new AppException(ErrorCode.INTERNAL);
    }

    /** The headers that belong to a status: a challenge (RFC 6750, section 3) and when to come back (RFC 9110). */
    public static Reply withProtocolHeaders(Reply reply, ErrorCode code, String text) {
        return switch (code) {
            case UNAUTHENTICATED, INVALID_CREDENTIALS -> reply.with("WWW-Authenticate", REALM);
            case INVALID_TOKEN -> challenge(reply, "invalid_token", text);
            case INSUFFICIENT_SCOPE -> challenge(reply, "insufficient_scope", text);
            case OVERLOADED, UNAVAILABLE -> reply.with("Retry-After", "1");
            default -> reply;
        };
    }

    private static Reply challenge(Reply reply, String error, String text) {
        return reply.with("WWW-Authenticate", REALM + ", error=\"" + error + "\", error_description=\"" + text + "\"");
    }

    record Failure(
            boolean success,
            @Nullable Object data,
            String error,
            String code,
            List<ErrorDetail> details,
            String requestId) {}
}
