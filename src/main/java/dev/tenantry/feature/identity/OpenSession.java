package dev.tenantry.feature.identity;

import java.time.Instant;
import java.util.UUID;

/** A session as its person gets to see it. */
public record OpenSession(UUID id, Instant signedInAt, Instant expiresAt, SeenFrom from) {}
