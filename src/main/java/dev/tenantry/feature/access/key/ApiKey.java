package dev.tenantry.feature.access.key;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.security.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A key, without what is secret of it.
 *
 * @param username the person's
 * @param lastUsedAt to the minute; empty for one that has never been used
 */
record ApiKey(
        UUID id,
        PersonId person,
        String username,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> lastUsedAt) {}
