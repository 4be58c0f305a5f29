package dev.tenantry.feature.access.role;

import dev.tenantry.platform.security.Authority;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A role that a tenant has made.
 *
 * @param permissions names, sorted
 * @param version one more with every change
 */
record OwnRole(
        UUID id,
        String name,
        String description,
        List<String> permissions,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    Authority authority() {
        return Authority.ofOwn(name, Set.copyOf(permissions));
    }
}
