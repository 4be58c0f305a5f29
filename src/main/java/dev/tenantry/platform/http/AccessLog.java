package dev.tenantry.platform.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One JSON line a request, on the logger {@code access}. The path is logged without its query, which may hold secrets. */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("access");

    private AccessLog() {}

    static void write(HttpServerRequest request, Exchange exchange, long startedNanos) {
        if (LOG.isInfoEnabled()) {
            HttpServerResponse response = request.response();
            var remote = request.remoteAddress();
            LOG.info(Json.write(new Line(
                            Instant.now(),
                            exchange.requestId(),
                            request.method().name(),
                            String.valueOf(request.path()),
                            response.getStatusCode(),
                            (System.nanoTime() - startedNanos) / 1_000_000.0,
                            response.bytesWritten(),
                            exchange.tenantSlug(),
                            exchange.principalId(),
                            remote == null ? null : remote.hostAddress()))
                    .toString());
        }
    }

    /** {@code millis} is the time from the request's headers to the answer's last byte. */
    record Line(
            Instant time,
            String requestId,
            String method,
            String path,
            int status,
            double millis,
            long bytes,
            @Nullable String tenant,
            @Nullable String principal,
            @Nullable String remote) {}
}
