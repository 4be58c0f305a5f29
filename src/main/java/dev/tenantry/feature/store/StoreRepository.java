package dev.tenantry.feature.store;

import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code stores}. Each statement says for whom: those assigned to a store, or, without a person, whoever sees all. */
final class StoreRepository {
    private static final String PAGE = """
            SELECT s.id, s.code, s.name, s.version, s.created_at, s.updated_at FROM stores s
            WHERE s.deleted_at IS NULL AND s.id < $2
              AND ($1::uuid IS NULL OR EXISTS (
                  SELECT 1 FROM store_people p WHERE p.store_id = s.id AND p.person_id = $1))
            ORDER BY s.id DESC LIMIT $3
            """;
    private static final String BY_ID = """
            SELECT s.id, s.code, s.name, s.version, s.created_at, s.updated_at FROM stores s
            WHERE s.id = $2 AND s.deleted_at IS NULL
              AND ($1::uuid IS NULL OR EXISTS (
                  SELECT 1 FROM store_people p WHERE p.store_id = s.id AND p.person_id = $1))
            """;
    private static final String INSERT = """
            INSERT INTO stores (id, code, name) VALUES ($1, $2, $3)
            RETURNING id, code, name, version, created_at, updated_at
            """;
    private static final String UPDATE = """
            UPDATE stores SET code = $2, name = $3, version = version + 1, updated_at = now()
            WHERE id = $1 AND deleted_at IS NULL
            RETURNING id, code, name, version, created_at, updated_at
            """;
    private static final String DELETE = """
            UPDATE stores SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL
            """;
    private static final String RESTORE = """
            UPDATE stores SET deleted_at = NULL, version = version + 1, updated_at = now()
            WHERE id = $1 AND deleted_at IS NOT NULL
            RETURNING id, code, name, version, created_at, updated_at
            """;

    /** @param person whose stores; null for all */
    Future<List<Store>> page(Sql sql, @Nullable UUID person, Page.Wanted wanted) {
        return sql.list(PAGE, StoreRepository::read, person, wanted.before(), wanted.fetch());
    }

    /** @param person who has to be assigned to it; null for nobody */
    Future<Optional<Store>> byId(Sql sql, @Nullable UUID person, UUID id) {
        return sql.first(BY_ID, StoreRepository::read, person, id);
    }

    Future<Optional<Store>> insert(Sql sql, UUID id, StoreInput input) {
        return sql.first(INSERT, StoreRepository::read, id, input.code(), input.name());
    }

    Future<Optional<Store>> update(Sql sql, UUID id, StoreInput input) {
        return sql.first(UPDATE, StoreRepository::read, id, input.code(), input.name());
    }

    Future<Boolean> delete(Sql sql, UUID id) {
        return sql.change(DELETE, id).map(rows -> rows > 0);
    }

    /** Empty when there is nothing of that id to bring back; fails with {@code CONFLICT} when its code is taken by now. */
    Future<Optional<Store>> restore(Sql sql, UUID id) {
        return sql.first(RESTORE, StoreRepository::read, id);
    }

    private static Store read(Row row) {
        return new Store(
                row.getUUID("id"),
                row.getString("code"),
                row.getString("name"),
                row.getInteger("version"),
                row.get(OffsetDateTime.class, "created_at").toInstant(),
                row.get(OffsetDateTime.class, "updated_at").toInstant());
    }
}
