package dev.tenantry.feature.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A browser session: one person in one tenant.
 *
 * @param id what tokens say of it ({@code sid}); worth nothing by itself
 * @param standing the member's standing it began under; when that has risen since, the session is over
 * @param authenticatedAt when the person showed who they are ({@code auth_time})
 */
public record Session(UUID id, PersonId person, long standing, Instant authenticatedAt, Instant expiresAt) {}
