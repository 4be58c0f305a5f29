package dev.tenantry.feature.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A place of the tenant's. Whoever holds one was let into it: only {@link Stores} hands them out.
 *
 * @param code the tenant's own short name for it, unique among what is not deleted
 */
record Store(UUID id, String code, String name, int version, Instant createdAt, Instant updatedAt) {}
