package dev.tenantry.feature.tenant;

import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantId;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.platform.tenancy.TenantStatus;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code tenants}, a table without a tenant. */
final class TenantRepository {
    private static final String BY_SLUG = """
            SELECT id, slug, name, status, plan, created_at FROM tenants WHERE slug = $1
            """;
    private static final String PAGE = """
            SELECT id, slug, name, status, plan, created_at FROM tenants WHERE id < $1 ORDER BY id DESC LIMIT $2
            """;
    private static final String BEGINNING = """
            SELECT id, slug, name, status, plan, created_at FROM tenants WHERE slug LIKE $1 ORDER BY id
            """;

    private static final String INSERT = """
            INSERT INTO tenants (id, slug, name, status, plan) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (slug) DO NOTHING
            RETURNING id, slug, name, status, plan, created_at
            """;
    private static final String SET_STATUS = """
            UPDATE tenants SET status = $2 WHERE slug = $1
            """;

    Future<Optional<Tenant>> bySlug(Sql sql, TenantSlug slug) {
        return sql.first(BY_SLUG, TenantRepository::read, slug.value());
    }

    Future<List<Tenant>> page(Sql sql, UUID before, int rows) {
        return sql.list(PAGE, TenantRepository::read, before, rows);
    }

    /** All whose slug begins so; a slug has no character that LIKE would take for a wildcard. */
    Future<List<Tenant>> beginning(Sql sql, String prefix) {
        return sql.list(BEGINNING, TenantRepository::read, prefix + "%");
    }

    /** Empty when the slug is taken. */
    Future<Optional<Tenant>> insert(Sql sql, TenantId id, TenantSlug slug, String name, String plan) {
        return sql.first(
                INSERT, TenantRepository::read, id.value(), slug.value(), name, TenantStatus.ACTIVE.wire(), plan);
    }

    /** Whether there is such a tenant. */
    Future<Boolean> setStatus(Sql sql, TenantSlug slug, TenantStatus status) {
        return sql.change(SET_STATUS, slug.value(), status.wire()).map(rows -> rows > 0);
    }

    private static Tenant read(Row row) {
        return new Tenant(
                new TenantId(row.getUUID("id")),
                new TenantSlug(row.getString("slug")),
                row.getString("name"),
                TenantStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("plan"),
                row.get(OffsetDateTime.class, "created_at").toInstant());
    }
}
