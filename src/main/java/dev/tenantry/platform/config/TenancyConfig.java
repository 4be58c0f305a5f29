package dev.tenantry.platform.config;

import dev.tenantry.platform.net.Network;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Tenants.
 *
 * @param defaultPlan the plan a new tenant gets ({@code DEFAULT_TENANT_PLAN})
 * @param baseDomain {@code acme.<baseDomain>} is tenant acme; empty: no tenant is named by a subdomain
 * @param maxTenants how many there may be, without the operators' own; 0: as many as come ({@code MAX_TENANTS})
 * @param retention how long a deleted tenant can be restored ({@code TENANT_RETENTION_DAYS})
 * @param dnsServer who is asked for the TXT records of tenants' domains, as host:port; empty: the system's
 */
public record TenancyConfig(
        Plan defaultPlan, String baseDomain, int maxTenants, Duration retention, Optional<String> dnsServer) {
    private static final int LONGEST_RETENTION_DAYS = 3_650;

    /** The plans a tenant can have. */
    public enum Plan {
        FREE,
        BASIC,
        PREMIUM,
        ENTERPRISE;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static TenancyConfig read(Settings settings, AppEnvironment environment) {
        var domain = settings.matching(
                "BASE_DOMAIN",
                environment.isProduction() ? "" : "localhost",
                value -> value.isEmpty() || value.matches("(?i)[a-z0-9-]+(\\.[a-z0-9-]+)*"),
                "must be a domain name such as example.com");
        var dnsServer = settings.matching(
                "DNS_SERVER",
                "",
                value -> value.isEmpty() || isServer(value),
                "must be an address and a port such as 10.0.0.2:53");
        return new TenancyConfig(
                settings.choice("DEFAULT_TENANT_PLAN", Plan.FREE),
                domain.toLowerCase(Locale.ROOT),
                settings.integer("MAX_TENANTS", 0, 0, Integer.MAX_VALUE),
                Duration.ofDays(settings.integer("TENANT_RETENTION_DAYS", 30, 1, LONGEST_RETENTION_DAYS)),
                Optional.of(dnsServer).filter(value -> !value.isEmpty()));
    }

    /** An address, since nobody is there yet to resolve a name. */
    private static boolean isServer(String text) {
        var colon = text.lastIndexOf(':');
        return colon > 0
                && Network.address(text.substring(0, colon)).isPresent()
                && text.substring(colon + 1).matches("[1-9][0-9]{0,4}")
                && Integer.parseInt(text.substring(colon + 1)) <= 65_535;
    }
}
