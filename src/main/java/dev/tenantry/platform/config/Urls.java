package dev.tenantry.platform.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Addresses of servers: http or https, a host, no query, no trailing slash. */
final class Urls {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private Urls() {}

    static URI read(Settings settings, String name, String fallback) {
        var value = settings.text(name, fallback);
        try {
            var uri = new URI(value);
            if (uri.getHost() != null
                    && uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme())
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null) {
                return value.endsWith("/") ? new URI(value.substring(0, value.length() - 1)) : uri;
            }
        } catch (URISyntaxException e) {
            // reported below
        }
        settings.mistake(name, "must be an http or https address such as " + fallback + ", not \"" + value + "\"");
        return URI.create(fallback);
    }
}
