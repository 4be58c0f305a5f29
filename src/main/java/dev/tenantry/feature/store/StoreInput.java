package dev.tenantry.feature.store;

import dev.tenantry.platform.error.Problems;
import java.util.regex.Pattern;

/** The body of opening and of changing a store. */
record StoreInput(String code, String name) {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}");

    StoreInput {
        new Problems()
                .match("code", code, CODE, "must have 1 to 32 letters, digits, hyphens or underscores")
                .text("name", name, 1, 200)
                .orThrow();
    }
}
