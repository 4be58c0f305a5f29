package dev.tenantry.feature.product;

import dev.tenantry.platform.error.Problems;

/** The body of creating and of replacing a product. */
record ProductInput(String sku, String name, long priceCents) {

    ProductInput {
        var problems = new Problems().text("sku", sku, 1, 64).text("name", name, 1, 200);
        if (priceCents < 0) {
            problems.add("price_cents", "must not be negative");
        }
        problems.orThrow();
    }
}
