package dev.tenantry.feature.product;

import dev.tenantry.platform.http.Precondition;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code products}. No statement names a tenant: the door they go through adds it. */
final class ProductRepository {
    private static final String PAGE = """
            SELECT id, sku, name, price_cents, version, created_at, updated_at FROM products
            WHERE deleted_at IS NULL AND id < $1 ORDER BY id DESC LIMIT $2
            """;
    private static final String BY_ID = """
            SELECT id, sku, name, price_cents, version, created_at, updated_at FROM products
            WHERE id = $1 AND deleted_at IS NULL
            """;
    private static final String INSERT = """
            INSERT INTO products (id, sku, name, price_cents) VALUES ($1, $2, $3, $4)
            RETURNING id, sku, name, price_cents, version, created_at, updated_at
            """;
    private static final String UPDATE = """
            UPDATE products SET sku = $2, name = $3, price_cents = $4, version = version + 1, updated_at = now()
            WHERE id = $1 AND deleted_at IS NULL AND ($5::integer[] IS NULL OR version = ANY($5))
            RETURNING id, sku, name, price_cents, version, created_at, updated_at
            """;
    private static final String DELETE = """
            UPDATE products SET deleted_at = now(), version = version + 1
            WHERE id = $1 AND deleted_at IS NULL AND ($2::integer[] IS NULL OR version = ANY($2))
            RETURNING id, sku, name, price_cents, version, created_at, updated_at
            """;

    Future<List<Product>> page(Sql sql, Page.Wanted wanted) {
        return sql.list(PAGE, ProductRepository::read, wanted.before(), wanted.fetch());
    }

    Future<Optional<Product>> byId(Sql sql, UUID id) {
        return sql.first(BY_ID, ProductRepository::read, id);
    }

    Future<Product> insert(Sql sql, UUID id, ProductInput input) {
        return sql.first(INSERT, ProductRepository::read, id, input.sku(), input.name(), input.priceCents())
                .map(Optional::orElseThrow);
    }

    Future<Optional<Product>> update(Sql sql, UUID id, Precondition condition, ProductInput input) {
        return sql.first(
                UPDATE,
                ProductRepository::read,
                id,
                input.sku(),
                input.name(),
                input.priceCents(),
                condition.versions());
    }

    Future<Optional<Product>> delete(Sql sql, UUID id, Precondition condition) {
        return sql.first(DELETE, ProductRepository::read, id, condition.versions());
    }

    private static Product read(Row row) {
        return new Product(
                row.getUUID("id"),
                row.getString("sku"),
                row.getString("name"),
                row.getLong("price_cents"),
                row.getInteger("version"),
                row.get(OffsetDateTime.class, "created_at").toInstant(),
                row.get(OffsetDateTime.class, "updated_at").toInstant());
    }
}
