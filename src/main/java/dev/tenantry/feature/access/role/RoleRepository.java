package dev.tenantry.feature.access.role;

import dev.tenantry.platform.http.Precondition;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code roles}. */
final class RoleRepository {
    private static final String PAGE = """
            SELECT id, name, description, permissions, version, created_at, updated_at FROM roles
            WHERE id < $1 ORDER BY id DESC LIMIT $2
            """;
    private static final String BY_ID = """
            SELECT id, name, description, permissions, version, created_at, updated_at FROM roles WHERE id = $1
            """;
    private static final String COUNT = """
            SELECT count(*) AS roles FROM roles
            """;
    private static final String INSERT = """
            INSERT INTO roles (id, name, description, permissions) VALUES ($1, $2, $3, $4)
            RETURNING id, name, description, permissions, version, created_at, updated_at
            """;
    private static final String UPDATE = """
            UPDATE roles SET name = $2, description = $3, permissions = $4, version = version + 1, updated_at = now()
            WHERE id = $1 AND ($5::integer[] IS NULL OR version = ANY($5))
            RETURNING id, name, description, permissions, version, created_at, updated_at
            """;
    private static final String MEMBERS = """
            SELECT count(*) AS members FROM memberships WHERE role_id = $1
            """;
    private static final String DELETE = """
            DELETE FROM roles WHERE id = $1 AND ($2::integer[] IS NULL OR version = ANY($2))
            RETURNING id, name, description, permissions, version, created_at, updated_at
            """;

    Future<List<OwnRole>> page(Sql sql, Page.Wanted wanted) {
        return sql.list(PAGE, RoleRepository::read, wanted.before(), wanted.fetch());
    }

    Future<Optional<OwnRole>> byId(Sql sql, UUID id) {
        return sql.first(BY_ID, RoleRepository::read, id);
    }

    Future<Long> count(Sql sql) {
        return sql.first(COUNT, row -> row.getLong("roles")).map(Optional::orElseThrow);
    }

    Future<OwnRole> insert(Sql sql, UUID id, RoleInput input) {
        return sql.first(INSERT, RoleRepository::read, id, input.name(), input.text(), permissions(input))
                .map(Optional::orElseThrow);
    }

    Future<Optional<OwnRole>> update(Sql sql, UUID id, Precondition condition, RoleInput input) {
        return sql.first(
                UPDATE, RoleRepository::read, id, input.name(), input.text(), permissions(input), condition.versions());
    }

    /** How many have it. */
    Future<Long> members(Sql sql, UUID id) {
        return sql.first(MEMBERS, row -> row.getLong("members"), id).map(Optional::orElseThrow);
    }

    Future<Optional<OwnRole>> delete(Sql sql, UUID id, Precondition condition) {
        return sql.first(DELETE, RoleRepository::read, id, condition.versions());
    }

    private static Object permissions(RoleInput input) {
        return input.permissions().toArray(String[]::new);
    }

    private static OwnRole read(Row row) {
        return new OwnRole(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("description"),
                List.of(row.getArrayOfStrings("permissions")),
                row.getInteger("version"),
                row.get(OffsetDateTime.class, "created_at").toInstant(),
                row.get(OffsetDateTime.class, "updated_at").toInstant());
    }
}
