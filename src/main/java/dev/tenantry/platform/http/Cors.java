package dev.tenantry.platform.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;

/** Which pages of other origins may call the API (Fetch standard, CORS protocol). Cookies are never shared with them. */
public final class Cors {
    private static final String PREFLIGHT_AGE_SECONDS = "600";
    private final Set<String> origins;

    /** @param origins exact, such as {@code https://app.example.com} */
    public Cors(List<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    void allow(HttpServerRequest request) {
        var headers = request.response().headers();
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && origins.contains(origin)) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(
                    HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, Exchange.REQUEST_ID + ", Retry-After, WWW-Authenticate");
        }
    }

    static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaders.ORIGIN)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** A preflight comes without tenant and token; it is answered for every path alike. */
    Reply preflight(HttpServerRequest request) {
        var reply = new Reply(204, List.of(), Buffer.buffer());
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || !origins.contains(origin)
                ? reply
                : reply.with("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
                        .with(
                                "Access-Control-Allow-Headers",
                                "Authorization, Content-Type, If-Match, Idempotency-Key, " + Exchange.REQUEST_ID + ", "
                                        + TenantContextHandler.HEADER)
                        .with("Access-Control-Max-Age", PREFLIGHT_AGE_SECONDS);
    }
}
