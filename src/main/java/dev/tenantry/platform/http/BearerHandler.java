package dev.tenantry.platform.http;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.TokenVerifier;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Finds out who asks: the bearer token (RFC 6750), or on routes for browsers the session cookie. */
public final class BearerHandler {
    private static final String SCHEME = "bearer ";
    private final TokenVerifier tokens;
    private final TokenVerifier sessions;
    private final SessionCookie cookie;

    public BearerHandler(TokenVerifier tokens, TokenVerifier sessions, SessionCookie cookie) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    Future<Principal> authenticate(HttpServerRequest request, TenantContext tenant, Access access) {
        var headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.size() > 1) {
            return Future.failedFuture(new AppException(ErrorCode.INVALID_TOKEN, "Send one Authorization header"));
        }
        if (!headers.isEmpty()) {
            var header = headers.get(0);
            return header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                    ? tokens.verify(tenant, header.substring(SCHEME.length()).strip())
                    : Future.failedFuture(new AppException(ErrorCode.UNAUTHENTICATED));
        }
        var session = access.takesSession() ? cookie.read(request, tenant.slug()) : Optional.<String>empty();
        return session.map(value -> ownOrigin(request)
                        ? sessions.verify(tenant, value)
                        : Future.<Principal>failedFuture(new AppException(ErrorCode.FOREIGN_ORIGIN)))
                .orElseGet(() -> Future.failedFuture(new AppException(ErrorCode.UNAUTHENTICATED)));
    }

    /** A browser tells where a request that changes something comes from; a page of another site has no business here. */
    static boolean ownOrigin(HttpServerRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var authority = request.authority();
        if (origin == null) {
            return true;
        }
        try {
            return authority != null
                    && authority.toString().equals(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
