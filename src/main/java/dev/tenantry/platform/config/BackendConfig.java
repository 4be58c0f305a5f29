package dev.tenantry.platform.config;

import java.util.List;

/**
 * What the API and the tools beside it need.
 *
 * @param secretKey {@code SECRET_KEY}: what this installation derives its own secrets from; all nodes share it
 * @param jwtSecretKey {@code JWT_SECRET_KEY}: encrypts the signing keys at rest; never signs a token itself
 * @param corsOrigins {@code CORS_ORIGINS}: pages of other origins that may call the API, exact, comma-separated
 */
public record BackendConfig(
        Listener api,
        DatabaseConfig database,
        Secret secretKey,
        Secret jwtSecretKey,
        OAuthConfig oauth,
        TenancyConfig tenancy,
        PasswordConfig passwords,
        OutboundConfig outbound,
        List<String> corsOrigins) {

    BackendConfig listeningAt(Listener listener) {
        return new BackendConfig(
                listener, database, secretKey, jwtSecretKey, oauth, tenancy, passwords, outbound, corsOrigins);
    }
}
