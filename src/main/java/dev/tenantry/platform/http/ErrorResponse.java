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
        return withProtocolHeaders(reply, known);
    }

    /** The failure itself if it was expected, else {@code INTERNAL}. */
    public static AppException expected(Throwable failure) {
        return failure instanceof AppException known ? known : new AppException(ErrorCode.INTERNAL);
    }

    /** The headers that belong to a status: a challenge (RFC 6750, section 3) and when to come back (RFC 9110). */
    public static Reply withProtocolHeaders(Reply reply, AppException failure) {
        var timed = failure.retryAfter()
                .map(later -> reply.with("Retry-After", String.valueOf(Math.max(1, later.toSeconds()))))
                .orElse(reply);
        return switch (failure.code()) {
            case UNAUTHENTICATED, INVALID_CREDENTIALS -> timed.with("WWW-Authenticate", REALM);
            case INVALID_TOKEN -> challenge(timed, "invalid_token", failure.text());
            case INSUFFICIENT_SCOPE -> challenge(timed, "insufficient_scope", failure.text());
            case OVERLOADED, UNAVAILABLE -> timed.with("Retry-After", "1");
            default -> timed;
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
