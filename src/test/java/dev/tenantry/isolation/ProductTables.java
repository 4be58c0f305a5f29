package dev.tenantry.isolation;

import java.util.Set;
import java.util.stream.Collectors;

/** What the product says of its own tables. */
final class ProductTables {

    private ProductTables() {}

    /** The constant is the composition root's own, and stays so. */
    static Set<String> withoutTenant() {
        try {
            var field = Class.forName("dev.tenantry.app.Database").getDeclaredField("TABLES_WITHOUT_TENANT");
            field.setAccessible(true);
            return ((Set<?>) field.get(null)).stream().map(String.class::cast).collect(Collectors.toSet());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
