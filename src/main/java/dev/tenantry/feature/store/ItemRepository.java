package dev.tenantry.feature.store;

import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code store_items}. Every statement names the store, and takes one that somebody was let into. */
final class ItemRepository {
    private static final String PAGE = """
            SELECT id, store_id, name, quantity, version, created_at, updated_at FROM store_items
            WHERE store_id = $1 AND deleted_at IS NULL AND id < $2 ORDER BY id DESC LIMIT $3
            """;
    private static final String BY_ID = """
            SELECT id, store_id, name, quantity, version, created_at, updated_at FROM store_items
            WHERE store_id = $1 AND id = $2 AND deleted_at IS NULL
            """;
    private static final String INSERT = """
            INSERT INTO store_items (store_id, id, name, quantity) VALUES ($1, $2, $3, $4)
            RETURNING id, store_id, name, quantity, version, created_at, updated_at
            """;
    private static final String UPDATE = """
            UPDATE store_items SET name = $3, quantity = $4, version = version + 1, updated_at = now()
            WHERE store_id = $1 AND id = $2 AND deleted_at IS NULL
            RETURNING id, store_id, name, quantity, version, created_at, updated_at
            """;
    private static final String DELETE = """
            UPDATE store_items SET deleted_at = now() WHERE store_id = $1 AND id = $2 AND deleted_at IS NULL
            """;

    Future<List<Item>> page(Sql sql, Store store, Page.Wanted wanted) {
        return sql.list(PAGE, ItemRepository::read, store.id(), wanted.before(), wanted.fetch());
    }

    Future<Optional<Item>> byId(Sql sql, Store store, UUID id) {
        return sql.first(BY_ID, ItemRepository::read, store.id(), id);
    }

    Future<Optional<Item>> insert(Sql sql, Store store, UUID id, ItemInput input) {
        return sql.first(INSERT, ItemRepository::read, store.id(), id, input.name(), input.quantity());
    }

    Future<Optional<Item>> update(Sql sql, Store store, UUID id, ItemInput input) {
        return sql.first(UPDATE, ItemRepository::read, store.id(), id, input.name(), input.quantity());
    }

    Future<Boolean> delete(Sql sql, Store store, UUID id) {
        return sql.change(DELETE, store.id(), id).map(rows -> rows > 0);
    }

    private static Item read(Row row) {
        return new Item(
                row.getUUID("id"),
                row.getUUID("store_id"),
                row.getString("name"),
                row.getInteger("quantity"),
                row.getInteger("version"),
                row.get(OffsetDateTime.class, "created_at").toInstant(),
                row.get(OffsetDateTime.class, "updated_at").toInstant());
    }
}
