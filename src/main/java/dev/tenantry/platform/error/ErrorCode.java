package dev.tenantry.platform.error;

import java.util.Locale;

/** Every error the API answers with: its code on the wire is the name in lower case, its status is RFC 9110's. */
public enum ErrorCode {
    MALFORMED_BODY(400, "The body is not valid JSON"),
    INVALID_INPUT(400, "The input is not valid"),
    TENANT_REQUIRED(400, "Name a tenant: by header X-Tenant-Slug, by subdomain or by path /tenants/{slug}/..."),
    TENANT_CONFLICT(400, "The request names two different tenants"),
    UNAUTHENTICATED(401, "Sign in first: this route needs a bearer token"),
    INVALID_TOKEN(401, "The token is not valid, has expired or belongs to another tenant"),
    INVALID_CREDENTIALS(401, "The username or the password is wrong"),
    PERMISSION_DENIED(403, "Your role does not allow this"),
    INSUFFICIENT_SCOPE(403, "The token's scopes do not allow this"),
    FOREIGN_ORIGIN(403, "A session may only be used from this server's own pages"),
    TENANT_SUSPENDED(403, "This tenant is suspended"),
    PLAN_LIMIT(403, "The tenant's plan allows no more of this"),
    TENANT_NOT_FOUND(404, "There is no such tenant"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
    CONFLICT(409, "It is taken already"),
    PRECONDITION_FAILED(412, "It has been changed meanwhile: read it again"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "This route reads application/json"),
    IDEMPOTENCY_KEY_REUSED(422, "This Idempotency-Key was sent with another request before"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    RATE_LIMITED(429, "Too many tries, come back later"),
    QUOTA_EXCEEDED(429, "The tenant has used up the calls of its plan"),
    INTERNAL(500, "Something went wrong on our side"),
    OVERLOADED(503, "Too much to do at the moment, try again shortly"),
    UNAVAILABLE(503, "The database cannot be reached at the moment");

    private final int status;
    private final String text;

    ErrorCode(int status, String text) {
        this.status = status;
        this.text = text;
    }

    public int status() {
        return status;
    }

    /** A sentence for people, used unless the failure has a better one. */
    public String text() {
        return text;
    }

    /** The stable, machine-readable name: {@code tenant_not_found}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
