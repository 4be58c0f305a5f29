package dev.tenantry.feature.store;

import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Rows of {@code store_people}. */
final class AssignmentRepository {
    private static final String PAGE = """
            SELECT person_id, assigned_at FROM store_people
            WHERE store_id = $1 AND person_id < $2 ORDER BY person_id DESC LIMIT $3
            """;
    private static final String INSERT = """
            INSERT INTO store_people (store_id, person_id) VALUES ($1, $2)
            ON CONFLICT (tenant_id, store_id, person_id) DO NOTHING
            """;
    private static final String DELETE = """
            DELETE FROM store_people WHERE store_id = $1 AND person_id = $2
            """;

    Future<List<Assignment>> page(Sql sql, Store store, Page.Wanted wanted) {
        return sql.list(
                PAGE,
                row -> new Assignment(
                        row.getUUID("person_id"),
                        row.get(OffsetDateTime.class, "assigned_at").toInstant()),
                store.id(),
                wanted.before(),
                wanted.fetch());
    }

    /** Whether they were not assigned before. */
    Future<Boolean> insert(Sql sql, Store store, UUID person) {
        return sql.change(INSERT, store.id(), person).map(rows -> rows > 0);
    }

    Future<Boolean> delete(Sql sql, Store store, UUID person) {
        return sql.change(DELETE, store.id(), person).map(rows -> rows > 0);
    }
}
