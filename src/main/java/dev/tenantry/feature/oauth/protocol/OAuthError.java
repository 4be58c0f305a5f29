package dev.tenantry.feature.oauth.protocol;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.http.ErrorResponse;
import dev.tenantry.platform.http.Reply;
import java.util.Locale;

/** The error codes of RFC 6749 (section 5.2), RFC 7591 (section 3.2.2) and RFC 6750 (section 3.1). */
public enum OAuthError {
    INVALID_REQUEST(400),
    INVALID_CLIENT(401),
    INVALID_GRANT(400),
    UNAUTHORIZED_CLIENT(400),
    UNSUPPORTED_GRANT_TYPE(400),
    INVALID_SCOPE(400),
    INVALID_CLIENT_METADATA(400),
    INVALID_REDIRECT_URI(400);

    private final int status;

    OAuthError(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    private String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Any failure in the shape of RFC 6749, section 5.2: {@code {"error":"…","error_description":"…"}}. */
    public static Reply render(Throwable failure, String requestId) {
        var known = ErrorResponse.expected(failure);
        if (known instanceof OAuthException own) {
            var reply = Reply.json(own.error().status(), new Body(own.error().wire(), own.text()));
            // RFC 6749, section 5.2: whoever tried HTTP Basic is told that this is the scheme.
            return own.error() == INVALID_CLIENT ? reply.with("WWW-Authenticate", "Basic realm=\"tenantry\"") : reply;
        }
        var reply = Reply.json(known.code().status(), new Body(name(known), known.text()));
        return ErrorResponse.withProtocolHeaders(reply, known);
    }

    private static String name(AppException failure) {
        var code = failure.code();
        return switch (code) {
            case INVALID_TOKEN, INSUFFICIENT_SCOPE -> code.wire();
            case UNAUTHENTICATED -> "invalid_token";
            case PERMISSION_DENIED, FOREIGN_ORIGIN, TENANT_SUSPENDED, PLAN_LIMIT -> "access_denied";
            case OVERLOADED, UNAVAILABLE, RATE_LIMITED, QUOTA_EXCEEDED -> "temporarily_unavailable";
            case INTERNAL -> "server_error";
            default -> "invalid_request";
        };
    }

    private record Body(String error, String errorDescription) {}
}
