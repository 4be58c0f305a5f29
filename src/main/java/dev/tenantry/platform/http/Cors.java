package dev.tenantry.platform.http;

import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which pages of other origins may call the API (Fetch standard, CORS protocol). Cookies are never shared with them. */
public final class Cors {
    private static final String PREFLIGHT_AGE_SECONDS = "600";
    private static final int LONGEST_ORIGIN = 300;
    private final Set<String> origins;
    private final ClientOrigins clients;

    /** Which pages of other origins may call a route with a script, and read what it says. */
    public enum Sharing {
        /** None: it is for people to go to. */
        NONE,
        /** Those of the origins in the configuration. */
        LISTED,
        /** Those as well that the tenant's clients live on. */
        CLIENTS
    }

    /** The origins that tenants' own applications live on, such as {@code https://app.example.com}. */
    public interface ClientOrigins {

        Future<Boolean> isOf(TenantContext tenant, String origin);

        /** For a preflight, which cannot say which tenant it is about. */
        Future<Boolean> isOfAnybody(String origin);
    }

    /** @param origins exact, such as {@code https://app.example.com} */
    public Cors(List<String> origins, ClientOrigins clients) {
        this.origins = Set.copyOf(origins);
        this.clients = clients;
    }

    /** For a server that nobody else's page may call. */
    static Cors none() {
        return new Cors(List.of(), new ClientOrigins() {
            @Override
            public Future<Boolean> isOf(TenantContext tenant, String origin) {
                return Future.succeededFuture(false);
            }

            @Override
            public Future<Boolean> isOfAnybody(String origin) {
                return Future.succeededFuture(false);
            }
        });
    }

    /** What can be said before the tenant is known. */
    void allow(HttpServerRequest request, Sharing sharing) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && isListed(sharing, origin)) {
            allow(request, origin);
        }
    }

    /** What is to be said of the tenant's own clients. Never fails: at worst the page cannot read the answer. */
    Future<Void> allow(HttpServerRequest request, Sharing sharing, @Nullable TenantContext tenant) {
        var origin = origin(request);
        if (origin == null || sharing != Sharing.CLIENTS || tenant == null || isListed(sharing, origin)) {
            return Future.succeededFuture();
        }
        return clients.isOf(tenant, origin)
                .otherwise(false)
                .onSuccess(known -> {
                    if (known) {
                        allow(request, origin);
                    }
                })
                .mapEmpty();
    }

    static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaders.ORIGIN)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** A preflight comes without token, and with a tenant only in its path or host: else any tenant's client will do. */
    Future<Reply> preflight(HttpServerRequest request, Sharing sharing, @Nullable TenantContext tenant) {
        var origin = origin(request);
        var reply = new Reply(204, List.of(), Buffer.buffer());
        if (origin == null || sharing == Sharing.NONE) {
            return Future.succeededFuture(reply);
        }
        if (isListed(sharing, origin)) {
            return Future.succeededFuture(permission(reply, origin));
        }
        if (sharing != Sharing.CLIENTS) {
            return Future.succeededFuture(reply);
        }
        return (tenant == null ? clients.isOfAnybody(origin) : clients.isOf(tenant, origin))
                .map(known -> known ? permission(reply, origin) : reply)
                .otherwise(reply);
    }

    private boolean isListed(Sharing sharing, String origin) {
        return sharing != Sharing.NONE && origins.contains(origin);
    }

    private static @Nullable String origin(HttpServerRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || origin.length() > LONGEST_ORIGIN || origin.indexOf('\0') >= 0 ? null : origin;
    }

    private static void allow(HttpServerRequest request, String origin) {
        var headers = request.response().headers();
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.set(
                HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
                Exchange.REQUEST_ID
                        + ", ETag, Location, Idempotency-Replayed, Retry-After, RateLimit, RateLimit-Policy, WWW-Authenticate");
    }

    private static Reply permission(Reply reply, String origin) {
        return reply.with("Access-Control-Allow-Origin", origin)
                .with("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
                .with(
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, " + Exchange.REQUEST_ID
                                + ", " + TenantContextHandler.HEADER)
                .with("Access-Control-Max-Age", PREFLIGHT_AGE_SECONDS);
    }
}
