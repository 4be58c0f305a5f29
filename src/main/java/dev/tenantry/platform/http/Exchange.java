package dev.tenantry.platform.http;

import dev.tenantry.platform.http.body.Json;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes known of a request on its way down the pipeline, and its line in the access log. */
final class Exchange {
    static final String REQUEST_ID = "X-Request-Id";
    private static final Logger ACCESS = LoggerFactory.getLogger("access");
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final int CLIENT_GONE = 499;
    private final long startedNanos = System.nanoTime();
    private final String requestId;
    private final String clientAddress;
    private @Nullable TenantContext tenant;
    private @Nullable Principal principal;

    /** A caller's own id is kept when it is harmless, so that a trail can be followed through several services. */
    Exchange(@Nullable String givenId, String clientAddress) {
        this.clientAddress = clientAddress;
        requestId = givenId != null && ACCEPTED.matcher(givenId).matches()
                ? givenId
                : UUID.randomUUID().toString();
    }

    String requestId() {
        return requestId;
    }

    String clientAddress() {
        return clientAddress;
    }

    TenantContext of(TenantContext found) {
        tenant = found;
        return found;
    }

    Principal by(Principal found) {
        principal = found;
        return found;
    }

    @Nullable
    TenantContext tenant() {
        return tenant;
    }

    @Nullable
    Principal principal() {
        return principal;
    }

    /**
     * One JSON line on the logger {@code access}. The path is logged without its query, which may hold secrets. A request
     * whose client was gone before it was answered has status 499.
     */
    void log(HttpServerRequest request, boolean answered) {
        if (ACCESS.isInfoEnabled()) {
            ACCESS.info(Json.write(new Line(
                            Instant.now(),
                            requestId,
                            request.method().name(),
                            String.valueOf(request.path()),
                            answered ? request.response().getStatusCode() : CLIENT_GONE,
                            (System.nanoTime() - startedNanos) / 1_000_000.0,
                            request.response().bytesWritten(),
                            tenant == null ? null : tenant.slug().value(),
                            principal == null ? null : principal.id().toString(),
                            clientAddress))
                    .toString());
        }
    }

    /** {@code millis} is the time from the request's headers to the answer's last byte. */
    private record Line(
            Instant time,
            String requestId,
            String method,
            String path,
            int status,
            double millis,
            long bytes,
            @Nullable String tenant,
            @Nullable String principal,
            String remote) {}
}
