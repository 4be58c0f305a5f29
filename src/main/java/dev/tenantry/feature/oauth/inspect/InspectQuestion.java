package dev.tenantry.feature.oauth.inspect;

import dev.tenantry.feature.oauth.client.ClientCredentials;
import dev.tenantry.feature.oauth.protocol.Form;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.tenancy.TenantContext;

/** A request of a client about one token, read but not yet judged. */
public record InspectQuestion(Wish wish, TenantContext tenant, Actor actor, ClientCredentials credentials, Form form) {

    /** What shall be done. */
    public enum Wish {
        /** Tell whether it is good, and what for (RFC 7662). */
        INTROSPECT,
        /** End it (RFC 7009). */
        REVOKE
    }
}
