package dev.tenantry.frontend;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.tenantry.platform.http.body.Json;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the API says of itself at {@code GET /status}. */
record ApiReport(String version, String environment, Duration uptime, boolean databaseUp) {

    /** Fails for anything that is not the API's answer. */
    static ApiReport of(Buffer body) {
        var answer = Json.read(body, Answer.class);
        var data = answer.data();
        if (!answer.success() || data == null || data.version() == null || data.environment() == null) {
            throw new IllegalArgumentException("This is not the API's status");
        }
        var checks = data.checks();
        return new ApiReport(
                data.version(),
                data.environment(),
                Duration.ofSeconds(Math.max(0, data.uptimeSeconds())),
                checks != null && "up".equals(checks.get("database")));
    }

    // A newer API may say more.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(boolean success, @Nullable Data data) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Data(
            @Nullable String version,
            @Nullable String environment,
            long uptimeSeconds,
            @Nullable Map<String, @Nullable String> checks) {}
}
