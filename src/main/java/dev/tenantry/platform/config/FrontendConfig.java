package dev.tenantry.platform.config;

import dev.tenantry.platform.net.Pem;
import java.net.URI;
import java.util.Optional;

/**
 * The web pages.
 *
 * @param listener where the pages are served ({@code FRONTEND_HOST}, {@code FRONTEND_PORT})
 * @param publicUrl how browsers reach them ({@code FRONTEND_URL})
 * @param apiUrl how the frontend itself reaches the API ({@code API_URL})
 * @param publicApiUrl how everybody else does: {@code OAUTH2_ISSUER} if it is set, else the same
 * @param apiTrust whom it believes to be the API ({@code API_CA}); empty: whoever this machine's authorities vouch for
 */
public record FrontendConfig(Listener listener, URI publicUrl, URI apiUrl, URI publicApiUrl, Optional<Trust> apiTrust) {
    private static final String PUBLIC = "OAUTH2_ISSUER";

    static FrontendConfig read(Settings settings, Listener api) {
        var host = settings.text("FRONTEND_HOST", api.host());
        var listener = api.at(host, settings.integer("FRONTEND_PORT", 8000, 1, 65_535));
        var url = settings.url("API_URL", api.local());
        var publicUrl = settings.find(PUBLIC).isPresent() ? settings.url(PUBLIC, url.toString()) : url;
        var own = settings.url("FRONTEND_URL", listener.local());
        return new FrontendConfig(listener, own, url, publicUrl, trust(settings, api));
    }

    /** Without an address of its own the API is the one beside this, whose certificate is known and is for other names. */
    private static Optional<Trust> trust(Settings settings, Listener api) {
        var authorities = settings.find("API_CA").map(Pem::certificates);
        if (authorities.isPresent() && authorities.get().isEmpty()) {
            settings.mistake("API_CA", "holds no certificate that can be read: PEM, -----BEGIN CERTIFICATE-----");
        }
        return authorities
                .map(certificates -> new Trust(Pem.write(certificates), true))
                .or(() -> settings.find("API_URL").isPresent()
                        ? Optional.empty()
                        : api.tls().map(tls -> new Trust(tls.own(), false)));
    }

    /**
     * Which server is taken for the API when it is reached by https.
     *
     * @param certificates one of them, or of whom it signed, has to be shown, PEM
     * @param byName whether it has to be for the name the API is reached by; not where it can only be the one
     */
    public record Trust(String certificates, boolean byName) {}

    public boolean secure() {
        return "https".equals(publicUrl.getScheme());
    }
}
