package dev.tenantry.feature.store;

import dev.tenantry.platform.error.Problems;
import java.util.UUID;

/** The body of assigning somebody to a store. */
record NewAssignment(UUID personId) {

    NewAssignment {
        if (personId == null) {
            new Problems().add("person_id", "is required").orThrow();
        }
    }
}
