package dev.tenantry.frontend;

import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.RequestBody.Nothing;
import io.vertx.core.Future;
import java.util.Map;

/** {@code GET /}: what this is, how it is right now, and what to do first. */
final class WelcomePage {
    private final Pages pages;
    private final ApiStatus api;

    WelcomePage(Pages pages, ApiStatus api) {
        this.pages = pages;
        this.api = api;
    }

    /** The page is there whether or not the API is. */
    Future<Reply> show(Call<Nothing> call) {
        return api.report()
                .map(report -> pages.show(
                        200,
                        "welcome.ftl",
                        report.<Map<String, ?>>map(up -> Map.of("api", model(up)))
                                .orElse(Map.of())));
    }

    private static Map<String, ?> model(ApiReport report) {
        return Map.of(
                "version", report.version(),
                "environment", report.environment(),
                "uptime", Uptime.inWords(report.uptime()),
                "database_up", report.databaseUp());
    }
}
