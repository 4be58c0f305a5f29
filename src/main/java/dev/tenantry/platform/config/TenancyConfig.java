package dev.tenantry.platform.config;

import java.util.Locale;

/**
 * Tenants.
 *
 * @param defaultPlan the plan a new tenant gets ({@code DEFAULT_TENANT_PLAN})
 * @param baseDomain {@code acme.<baseDomain>} is tenant acme; empty: no tenant is named by a subdomain
 */
public record TenancyConfig(Plan defaultPlan, String baseDomain) {

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
        return new TenancyConfig(settings.choice("DEFAULT_TENANT_PLAN", Plan.FREE), domain.toLowerCase(Locale.ROOT));
    }
}
