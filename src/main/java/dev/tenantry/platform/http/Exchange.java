package dev.tenantry.platform.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
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
        requestId = givenId != null && ACCEPTED.matcher(givenId).matches() ? givenId : randomId();
    }

    /** In the form of a random UUID. It is a name and no secret: an ordinary generator will do. */
    private static String randomId() {
        var random = ThreadLocalRandom.current();
        return new UUID((random.nextLong() & ~0xf000L) | 0x4000L, (random.nextLong() >>> 2) | Long.MIN_VALUE)
                .toString();
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
            ACCESS.info(line(request, answered ? request.response().getStatusCode() : CLIENT_GONE));
        }
    }

    /**
     * Written by hand: there is one for each request. {@code millis} is the time from the request's headers to the answer's
     * last byte. Only the path can hold what JSON has to quote.
     */
    private String line(HttpServerRequest request, int status) {
        var line = new StringBuilder(320)
                .append("{\"time\":\"")
                .append(Instant.now())
                .append("\",\"request_id\":\"")
                .append(requestId)
                .append("\",\"method\":\"")
                .append(request.method().name())
                .append("\",\"path\":\"");
        JsonStringEncoder.getInstance().quoteAsString(String.valueOf(request.path()), line);
        line.append("\",\"status\":")
                .append(status)
                .append(",\"millis\":")
                .append((System.nanoTime() - startedNanos) / 1_000_000.0)
                .append(",\"bytes\":")
                .append(request.response().bytesWritten());
        name(line, "tenant", tenant == null ? null : tenant.slug().value());
        name(line, "principal", principal == null ? null : principal.id().toString());
        name(line, "remote", clientAddress);
        return line.append('}').toString();
    }

    private static void name(StringBuilder line, String field, @Nullable String value) {
        line.append(",\"").append(field).append("\":");
        if (value == null) {
            line.append("null");
        } else {
            line.append('"').append(value).append('"');
        }
    }
}
