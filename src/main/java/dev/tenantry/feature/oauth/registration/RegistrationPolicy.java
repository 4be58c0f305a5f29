package dev.tenantry.feature.oauth.registration;

import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.platform.security.Scope;
import java.util.Locale;
import java.util.Set;

/**
 * Whether applications may register themselves with a tenant (RFC 7591), and what they may ask for.
 *
 * @param grantTypes never {@code password}, which is for the tenant's own applications
 * @param scopes also what a client gets that asks for none
 * @param requirePkce whether confidential clients have to use PKCE too; public ones always have to
 */
record RegistrationPolicy(Door door, Set<GrantType> grantTypes, Set<Scope> scopes, boolean requirePkce) {

    /** Who may. */
    enum Door {
        CLOSED,
        /** Whoever shows an initial access token that an owner or admin has given out. */
        INITIAL_TOKEN,
        OPEN;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Door ofWire(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether a client gets by it nothing that it could not get by the other. */
    boolean allowsNoMoreThan(RegistrationPolicy other) {
        return other.grantTypes.containsAll(grantTypes)
                && other.scopes.containsAll(scopes)
                && (requirePkce || !other.requirePkce);
    }

    /** Of a tenant that has decided nothing. */
    static final RegistrationPolicy DEFAULT = new RegistrationPolicy(
            Door.CLOSED,
            Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN),
            Set.of(Scope.OPENID, Scope.PROFILE, Scope.EMAIL, Scope.OFFLINE_ACCESS, Scope.READ),
            true);
}
