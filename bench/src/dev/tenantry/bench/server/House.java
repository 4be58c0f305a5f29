package dev.tenantry.bench.server;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** A tenant with products, and who may read them. */
public record House(String slug, String id, String token, List<String> products) {

    /** Registered by the API; the products come by SQL, as they would be after years. */
    public static House make(Product product, String slug, int products) throws Exception {
        var api = product.api();
        api.register(slug);
        var tenant = api.tenantId(slug);
        var ids = new ArrayList<String>();
        try (var connection = product.superuser();
                var insert = connection.prepareStatement(
                        "INSERT INTO products (tenant_id, id, sku, name, price_cents) VALUES (?, ?, ?, ?, ?)")) {
            for (int i = 0; i < products; i++) {
                var id = UUID.randomUUID();
                insert.setObject(1, UUID.fromString(tenant));
                insert.setObject(2, id);
                insert.setString(3, "SKU-" + i);
                insert.setString(4, "A thing with the number " + i);
                insert.setLong(5, 100 + i);
                insert.addBatch();
                ids.add(id.toString());
            }
            insert.executeBatch();
        }
        return new House(slug, tenant, api.signIn(slug), List.copyOf(ids));
    }

    public static List<House> make(Product product, int tenants, int products) throws Exception {
        var making = new ArrayList<Callable<House>>();
        for (int i = 0; i < tenants; i++) {
            var slug = "bench-" + i;
            making.add(() -> make(product, slug, products));
        }
        var houses = new ArrayList<House>();
        var workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            for (var made : workers.invokeAll(making)) {
                houses.add(made.get());
            }
        } finally {
            workers.shutdown();
        }
        // Figures of a table whose rows nobody has counted would be figures of a wrong plan.
        try (var connection = product.superuser();
                var statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE products");
        }
        return List.copyOf(houses);
    }
}
