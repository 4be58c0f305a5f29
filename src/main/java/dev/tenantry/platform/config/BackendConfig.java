package dev.tenantry.platform.config;

import dev.tenantry.platform.net.Pem;
import java.util.List;
import java.util.Optional;

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
        Outbound outbound,
        LimitsConfig limits,
        List<String> corsOrigins) {

    /**
     * What the server may fetch from outside. Neither exists in production.
     *
     * @param allowLoopback {@code OUTBOUND_ALLOW_LOOPBACK}: also from this machine, and then by plain http as well
     * @param ca {@code OUTBOUND_CA}: certificates in PEM to trust in the place of the system's
     */
    public record Outbound(boolean allowLoopback, Optional<String> ca) {

        static Outbound read(Settings settings, AppEnvironment environment) {
            var ca = settings.find("OUTBOUND_CA");
            var allowLoopback = settings.flag("OUTBOUND_ALLOW_LOOPBACK", false);
            if (environment.isProduction() && allowLoopback) {
                settings.mistake("OUTBOUND_ALLOW_LOOPBACK", "must not be set in production");
            }
            if (environment.isProduction() && ca.isPresent()) {
                settings.mistake("OUTBOUND_CA", "must not be set in production");
            }
            if (ca.isPresent() && Pem.certificates(ca.get()).isEmpty()) {
                settings.mistake("OUTBOUND_CA", "must be certificates in PEM");
            }
            return new Outbound(allowLoopback, ca);
        }
    }

    BackendConfig listeningAt(Listener listener) {
        return new BackendConfig(
                listener, database, secretKey, jwtSecretKey, oauth, tenancy, passwords, outbound, limits, corsOrigins);
    }
}
