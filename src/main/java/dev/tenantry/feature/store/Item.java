package dev.tenantry.feature.store;

import java.time.Instant;
import java.util.UUID;

/** Something that lies in a store, and how many of it. */
record Item(UUID id, UUID storeId, String name, int quantity, int version, Instant createdAt, Instant updatedAt) {}
