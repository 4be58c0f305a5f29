package dev.tenantry.platform.security;

import java.util.Locale;

/** What a member is inside one tenant, from most to least: each role may do all that the ones after it may. */
public enum Role {
    OWNER,
    ADMIN,
    USER,
    VIEWER;

    public boolean atLeast(Role least) {
        return compareTo(least) <= 0;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role ofWire(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
