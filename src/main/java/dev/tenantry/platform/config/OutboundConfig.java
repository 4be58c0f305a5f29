package dev.tenantry.platform.config;

import dev.tenantry.platform.net.Pem;
import java.util.Optional;

/**
 * What the server may fetch from outside. Neither exists in production.
 *
 * @param allowLoopback {@code OUTBOUND_ALLOW_LOOPBACK}: also from this machine, and then by plain http as well
 * @param ca {@code OUTBOUND_CA}: certificates in PEM to trust in the place of the system's
 */
public record OutboundConfig(boolean allowLoopback, Optional<String> ca) {

    static OutboundConfig read(Settings settings, AppEnvironment environment) {
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
        return new OutboundConfig(allowLoopback, ca);
    }
}
