package dev.tenantry.platform.config;

import java.net.URI;

/**
 * The web pages.
 *
 * @param listener where the pages are served ({@code FRONTEND_HOST}, {@code FRONTEND_PORT})
 * @param apiUrl how the frontend itself reaches the API ({@code API_URL})
 */
public record FrontendConfig(Listener listener, URI apiUrl) {

    static FrontendConfig read(Settings settings, Listener api) {
        var host = settings.text("FRONTEND_HOST", api.host());
        var listener = new Listener(host, settings.integer("FRONTEND_PORT", 8000, 1, 65_535));
        var url = Urls.read(settings, "API_URL", "http://localhost:" + api.port());
        return new FrontendConfig(listener, url);
    }
}
