package dev.tenantry.frontend;

import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code GET /health}: the pages are served; whether the API is there to fill them is told beside it. */
final class Health {
    // Whoever asks for a health has little patience: often one second.
    private static final long PATIENCE_MILLIS = 500;
    private final ApiStatus api;

    Health(ApiStatus api) {
        this.api = api;
    }

    Future<Reply> tell(Call<Nothing> call) {
        return api.report()
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .map(report -> report.isPresent() ? "up" : "down")
                .otherwise("down")
                .map(state -> Reply.ok(new Report("healthy", Map.of("api", state))));
    }

    record Report(String status, Map<String, String> checks) {}
}
