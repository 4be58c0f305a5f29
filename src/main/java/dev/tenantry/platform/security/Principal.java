package dev.tenantry.platform.security;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who is asking, already verified, for one tenant.
 *
 * @param kind a person, or a service acting as itself
 * @param id the person's or the client's id
 * @param name the username or the client's name, for people to read
 * @param authority read from the membership now, never from the token; a service has one by its scopes
 * @param scopes what the token (or the browser session: everything) allows
 * @param client the OAuth client the token was given to, or the API key itself; empty for a browser session
 */
public record Principal(
        Kind kind, UUID id, String name, Authority authority, Set<Scope> scopes, Optional<UUID> client) {

    /** What stands behind a request. */
    public enum Kind {
        PERSON,
        SERVICE
    }

    public boolean holds(Permission permission) {
        return authority.holds(permission);
    }

    public boolean scopedFor(Permission permission) {
        return scopes.contains(permission.scope());
    }
}
