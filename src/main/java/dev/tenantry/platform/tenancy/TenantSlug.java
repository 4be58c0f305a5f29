package dev.tenantry.platform.tenancy;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A tenant's name in addresses: one DNS label of lower-case letters, digits and inner hyphens, 2 to 63 characters. */
public record TenantSlug(String value) {
    public static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])");

    /** Words that stand in our own paths and host names, so that no tenant can be taken for one of them. */
    private static final Set<String> RESERVED = Set.of(
            "register",
            "info",
            "list",
            "users",
            "statistics",
            "settings",
            "operator",
            "www",
            "api",
            "app",
            "admin",
            "auth",
            "oauth",
            "static",
            "assets",
            "health",
            "status",
            "ping",
            "docs",
            "mail",
            "localhost",
            "tenants",
            "tenantry",
            "system",
            "support",
            "help",
            "console",
            "login",
            "logout",
            "well-known");

    /** The slug of the tenant whose people look after all tenants. */
    public static final TenantSlug OPERATOR = new TenantSlug("operator");

    public TenantSlug {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a slug: " + value);
        }
    }

    /** The slug that is written so, or empty when no tenant can have that name. Nothing is folded: ACME is not acme. */
    public static Optional<TenantSlug> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new TenantSlug(text)) : Optional.empty();
    }

    public static boolean isReserved(String text) {
        return RESERVED.contains(text) || text.startsWith("xn--");
    }

    @Override
    public String toString() {
        return value;
    }
}
