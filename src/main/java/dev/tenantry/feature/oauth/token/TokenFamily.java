package dev.tenantry.feature.oauth.token;

import dev.tenantry.platform.security.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What one sign-in of one person with one client has been given.
 *
 * @param generation the number of the newest refresh token, the only one that works
 * @param expiresAt no refresh token of the family lives longer, however often it is rotated
 */
record TokenFamily(
        UUID id,
        UUID client,
        UUID person,
        Set<Scope> scopes,
        int generation,
        Instant rotatedAt,
        Instant expiresAt,
        Optional<Instant> revokedAt) {

    boolean aliveAt(Instant now) {
        return revokedAt.isEmpty() && expiresAt.isAfter(now);
    }
}
