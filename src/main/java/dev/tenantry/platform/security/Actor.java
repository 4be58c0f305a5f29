package dev.tenantry.platform.security;

import java.util.Optional;

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

    /** The same request, when who asks has become known on the way. */
    public Actor as(Principal known) {
        return new Actor(Optional.of(known), requestId, address);
    }
}
