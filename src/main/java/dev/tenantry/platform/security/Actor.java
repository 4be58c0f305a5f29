package dev.tenantry.platform.security;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who did something and by which request, for the audit trail to tell.
 *
 * @param principal empty for somebody who has not been let in, and for the application itself
 * @param requestId empty when there was no request
 * @param address of the caller; empty when there was no request
 */
public record Actor(Optional<Principal> principal, String requestId, String address) {
    /** The application itself, by no request: what it does by the clock, and what a command on its machine does. */
    public static final Actor SYSTEM = new Actor(Optional.empty(), "", "");

    /** The same request, of a person of whom no more is known than the id. */
    public Actor asPerson(UUID person, Optional<UUID> client) {
        return as(new Principal(Principal.Kind.PERSON, person, "", Authority.ofOwn("", Set.of()), Set.of(), client));
    }

    /** The same request, when who asks has become known on the way. */
    public Actor as(Principal known) {
        return new Actor(Optional.of(known), requestId, address);
    }
}
