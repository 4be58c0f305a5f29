package dev.tenantry.feature.oauth.registration;

import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.platform.security.Scope;
import java.util.EnumSet;
import java.util.Set;

/**
 * What may be asked for, by whoever registers a client.
 *
 * @param trusted whether the client may be made the tenant's own: first-party, resource server, lifetimes of its own
 * @param pkceByDefault what a confidential client is registered with unless it says otherwise
 * @param mayForgoPkce whether a confidential client may say that it is exempt
 */
record Terms(
        Client.Origin origin,
        Set<GrantType> grants,
        Set<Scope> scopes,
        boolean trusted,
        boolean pkceByDefault,
        boolean mayForgoPkce) {

    /** A signed-in owner or admin may ask for anything that makes sense. */
    static Terms ofMember() {
        return new Terms(
                Client.Origin.MEMBER, EnumSet.allOf(GrantType.class), EnumSet.allOf(Scope.class), true, true, true);
    }

    /** Whoever registers itself may have what the tenant has decided on. */
    static Terms of(RegistrationPolicy policy) {
        return new Terms(
                Client.Origin.DYNAMIC,
                policy.grantTypes(),
                policy.scopes(),
                false,
                policy.requirePkce(),
                !policy.requirePkce());
    }

    boolean isMember() {
        return origin == Client.Origin.MEMBER;
    }
}
