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
    private static final Set<GrantType> WITH_CONSENT = Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);

    /**
     * A signed-in member may ask for anything that makes sense; but only who may do all that an admin may, for a client that acts
     * as itself, which may be one, or in people's place without asking them.
     */
    static Terms ofMember(boolean asAdmin) {
        return new Terms(
                Client.Origin.MEMBER,
                asAdmin ? EnumSet.allOf(GrantType.class) : WITH_CONSENT,
                EnumSet.allOf(Scope.class),
                asAdmin,
                true,
                true);
    }

    /** Whether such a client gets nothing that its person does not allow it. */
    static boolean asksPeople(Client client) {
        return WITH_CONSENT.containsAll(client.grantTypes()) && !client.rules().firstParty();
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
