package dev.tenantry.feature.tenant;

import dev.tenantry.platform.security.Role;
import java.util.Locale;

/**
 * What a tenant has decided for itself.
 *
 * @param version rises with every change; 0 while the tenant has decided nothing
 * @param defaultRole what somebody becomes who registers by themselves
 * @param locale of texts for the tenant's people, such as {@code de-CH}
 * @param timeZone such as {@code Europe/Zurich}
 * @param supportEmail where people of the tenant ask for help; empty when nowhere
 */
public record Settings(
        int version, Registration registration, Role defaultRole, String locale, String timeZone, String supportEmail) {
    static final Settings DEFAULT = new Settings(0, Registration.INVITATION, Role.USER, "en", "UTC", "");

    /** Who may become a member. */
    public enum Registration {
        /** Whoever has been invited. */
        INVITATION,
        /** Whoever comes along. */
        OPEN;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Registration ofWire(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
