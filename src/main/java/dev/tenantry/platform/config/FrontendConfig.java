package dev.tenantry.platform.config;

import java.net.URI;

/**
 * The web pages.
 *
 * @param listener where the pages are served ({@code FRONTEND_HOST}, {@code FRONTEND_PORT})
 * @param publicUrl how browsers reach them ({@code FRONTEND_URL})
 * @param apiUrl how the frontend itself reaches the API ({@code API_URL})
 * @param publicApiUrl how everybody else does: {@code OAUTH2_ISSUER} if it is set, else the same
 */
public record FrontendConfig(Listener listener, URI publicUrl, URI apiUrl, URI publicApiUrl) {
    private static final String PUBLIC = "OAUTH2_ISSUER";

    static FrontendConfig read(Settings settings, Listener api) {
        var host = settings.text("FRONTEND_HOST", api.host());
        var listener = new Listener(host, settings.integer("FRONTEND_PORT", 8000, 1, 65_535));
        var url = Urls.read(settings, "API_URL", "http://localhost:" + api.port());
        var publicUrl = settings.find(PUBLIC).isPresent() ? Urls.read(settings, PUBLIC, url.toString()) : url;
        var own = Urls.read(settings, "FRONTEND_URL", "http://localhost:" + listener.port());
        return new FrontendConfig(listener, own, url, publicUrl);
    }
}
