package dev.tenantry.feature.access.invitation;

import dev.tenantry.feature.identity.PersonId;
import java.time.Instant;
import java.util.UUID;

/**
 * Leave for whoever has its token to become a member, once.
 *
 * @param email what the member's address will be
 * @param role the name of a built-in one or of one the tenant has made
 * @param invitedBy who answers for it: it is good while they could give the role themselves
 * @param sent how many tokens it has had; the newest is the only one
 */
record Invitation(
        UUID id,
        String email,
        String role,
        PersonId invitedBy,
        Status status,
        int sent,
        Instant createdAt,
        Instant expiresAt) {

    /** What has become of it. */
    enum Status {
        OPEN,
        ACCEPTED,
        REVOKED,
        EXPIRED
    }
}
