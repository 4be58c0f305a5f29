package dev.tenantry.platform.revocation;

import dev.tenantry.platform.tenancy.TenantId;
import java.util.Locale;
import java.util.UUID;

/**
 * Something that is worth nothing any more, or has to be looked up anew.
 *
 * @param subject the id of what the kind says; for a tenant its own
 */
public record Revoked(TenantId tenant, Kind kind, UUID subject) {

    /** What is taken away. The first three are dead for good, the others are to be read again. */
    public enum Kind {
        /** One access token, by its {@code jti}, or one API key. */
        TOKEN,
        /** All tokens of one sign-in with one client. */
        FAMILY,
        /** All tokens of a client. */
        CLIENT,
        /** What a client is registered with, by the client's id: its secret, its grants, its scopes. */
        REGISTRATION,
        /** A person's membership of the tenant: removed, or its role or standing changed. */
        MEMBER,
        /** A role that the tenant has made: what it allows. */
        ROLE,
        /** A person's standing in every tenant: a new password. */
        PERSON,
        /** A tenant's status. */
        TENANT;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind ofWire(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        boolean isForGood() {
            return compareTo(CLIENT) <= 0;
        }
    }
}
