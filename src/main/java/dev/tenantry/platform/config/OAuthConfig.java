package dev.tenantry.platform.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The authorization server.
 *
 * @param issuer the public address every tenant's issuer begins with ({@code OAUTH2_ISSUER})
 * @param accessTokenLifetime {@code OAUTH2_ACCESS_TOKEN_EXPIRES}, in seconds
 * @param refreshTokenLifetime {@code OAUTH2_REFRESH_TOKEN_EXPIRES}, in seconds, from the sign-in on
 * @param authorizationCodeLifetime {@code OAUTH2_AUTHORIZATION_CODE_EXPIRES}, in seconds, at most 600 (RFC 6749, section
 *     4.1.2)
 * @param refreshGrace {@code OAUTH2_REFRESH_GRACE}, in seconds: how long a rotated refresh token still answers with its
 *     one successor
 * @param keyLifetime {@code OAUTH2_SIGNING_KEY_EXPIRES}, in seconds: how long a key signs before a new one takes over
 * @param frontend {@code FRONTEND_URL}: the public address of the web pages; empty: nobody signs in to them
 */
public record OAuthConfig(
        URI issuer,
        Duration accessTokenLifetime,
        Duration refreshTokenLifetime,
        Duration authorizationCodeLifetime,
        Duration refreshGrace,
        Duration keyLifetime,
        Optional<URI> frontend) {
    /** The longest any access token may live, whatever is configured or said of its client. */
    public static final Duration LONGEST_ACCESS_TOKEN = Duration.ofDays(7);

    private static final Duration YEAR = Duration.ofDays(366);

    static OAuthConfig read(Settings settings, Listener api, Optional<URI> frontend) {
        return new OAuthConfig(
                settings.url("OAUTH2_ISSUER", api.local()),
                settings.seconds("OAUTH2_ACCESS_TOKEN_EXPIRES", Duration.ofHours(1), LONGEST_ACCESS_TOKEN),
                settings.seconds("OAUTH2_REFRESH_TOKEN_EXPIRES", Duration.ofDays(30), YEAR),
                settings.seconds("OAUTH2_AUTHORIZATION_CODE_EXPIRES", Duration.ofSeconds(60), Duration.ofMinutes(10)),
                Duration.ofSeconds(settings.integer("OAUTH2_REFRESH_GRACE", 0, 0, 60)),
                settings.seconds("OAUTH2_SIGNING_KEY_EXPIRES", Duration.ofDays(30), YEAR),
                frontend);
    }

    public boolean secure() {
        return "https".equals(issuer.getScheme());
    }
}
