package dev.tenantry.feature.identity;

import java.util.UUID;

/** Which person; the same in every tenant they are a member of. */
public record PersonId(UUID value) {}
