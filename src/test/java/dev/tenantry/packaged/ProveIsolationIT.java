package dev.tenantry.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.PackagedServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tenantry prove-isolation} as a user runs it. What takes longest begins first. */
@Order(1)
class ProveIsolationIT {
    private static final Map<String, String> PRODUCTION = Map.of(
            "APP_ENV", "production",
            "API_HOST", "127.0.0.1",
            "SECRET_KEY", "a secret that is long enough for production",
            "JWT_SECRET_KEY", "another secret that is long enough for it",
            "OAUTH2_ISSUER", "https://auth.example.com",
            "BASE_DOMAIN", "example.com");

    @TempDir
    Path folder;

    @Test
    void endsWithNoLeakWhenAServerIsRunning() {
        try (var server = PackagedServer.start(folder, PRODUCTION)) {
            var here = new HashMap<>(PRODUCTION);
            here.put("API_PORT", String.valueOf(server.apiPort()));
            var report = report(PackagedServer.launch(folder, here, "prove-isolation", "--json"));

            assertThat(report.getBoolean("running")).isTrue();
            assertThat(report.getJsonArray("routes").size()).isGreaterThan(15);
        }
    }

    private static JsonObject report(PackagedServer tool) {
        assertThat(tool.exitCode()).as("%s", tool.output()).isZero();
        var report = new JsonObject(tool.output().strip());
        assertThat(report.getJsonArray("leaks")).isEqualTo(new JsonArray());
        assertThat(report.getJsonArray("not_tried")).isEqualTo(new JsonArray());
        return report;
    }
}
