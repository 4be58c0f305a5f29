package dev.tenantry.feature.store;

import dev.tenantry.platform.error.Problems;

/** The body of adding and of replacing an item. */
record ItemInput(String name, int quantity) {

    ItemInput {
        var problems = new Problems().text("name", name, 1, 200);
        if (quantity < 0) {
            problems.add("quantity", "must not be negative");
        }
        problems.orThrow();
    }
}
