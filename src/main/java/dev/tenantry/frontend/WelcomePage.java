package dev.tenantry.frontend;

import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import io.vertx.core.Future;
import java.util.Map;

/** {@code GET /}: what this is, how it is right now, and what to do first. */
final class WelcomePage {
    private final Pages pages;
    private final ApiStatus api;
    private final SignInPages signIn;

    WelcomePage(Pages pages, ApiStatus api, SignInPages signIn) {
        this.pages = pages;
        this.signIn = signIn;
        this.api = api;
    }

    /** The page is there whether or not the API is. */
    Future<Reply> show(Call<Nothing> call) {
        var viewer = signIn.viewer(call);
        return api.report()
                .map(report -> pages.show(
                        200,
                        "welcome.ftl",
                        report.<Map<String, ?>>map(up -> Map.of("api", model(up), "viewer", viewer))
                                .orElse(Map.of("viewer", viewer))));
    }

    private static Map<String, ?> model(ApiReport report) {
        return Map.of(
                "version", report.version(),
                "environment", report.environment(),
                "uptime", Uptime.inWords(report.uptime()),
                "database_up", report.databaseUp());
    }
}
