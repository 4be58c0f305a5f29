package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.security.Scope;
import java.util.Set;

/**
 * A person in one tenant: what they are called there and what they are.
 *
 * @param standing rises whenever what was given before is to be worth nothing: a new password, for one. Whatever outlives a
 *     request remembers the standing it began under, and ends when the member's is another
 */
public record Member(PersonId person, String username, String email, Role role, long standing) {

    /** This member, asking with these scopes. */
    public Principal asking(Set<Scope> scopes) {
        return new Principal(Principal.Kind.PERSON, person.value(), username, role, scopes);
    }
}
