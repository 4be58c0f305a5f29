package dev.tenantry.feature.store;

import java.time.Instant;
import java.util.UUID;

/** Somebody who works in a store. */
record Assignment(UUID personId, Instant assignedAt) {}
