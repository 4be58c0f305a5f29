package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.security.Authority;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Scope;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A person in one tenant: what they are called there and what they are.
 *
 * @param standing rises whenever what was given before is to be worth nothing: a new password, for one. Whatever outlives a
 *     request remembers the standing it began under, and ends when the member's is another
 */
public record Member(PersonId person, String username, String email, MemberRole role, long standing) {

    public Authority authority() {
        return role.authority();
    }

    /** The same member with another role. */
    Member with(MemberRole other) {
        return new Member(person, username, email, other, standing);
    }

    /** This member, asking with these scopes in a browser session. */
    public Principal asking(Set<Scope> scopes) {
        return asking(scopes, Optional.empty());
    }

    /** This member, asking with these scopes by way of a client or a key. */
    public Principal asking(Set<Scope> scopes, Optional<UUID> client) {
        return new Principal(Principal.Kind.PERSON, person.value(), username, authority(), scopes, client);
    }
}
