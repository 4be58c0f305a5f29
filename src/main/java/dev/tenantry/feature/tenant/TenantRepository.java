package dev.tenantry.feature.tenant;

import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantId;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.platform.tenancy.TenantStatus;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code tenants} and the one of {@code installation}, tables without a tenant. */
final class TenantRepository {
    private static final String BY_SLUG = """
            SELECT id, slug, name, status, plan, created_at, deleted_at, purging_at FROM tenants WHERE slug = $1
            """;
    private static final String BY_ID = """
            SELECT id, slug, name, status, plan, created_at, deleted_at, purging_at FROM tenants WHERE id = $1
            """;
    private static final String BY_DOMAIN = """
            SELECT t.id, t.slug, t.name, t.status, t.plan, t.created_at, t.deleted_at, t.purging_at
            FROM verified_domains v JOIN tenants t ON t.id = v.of_tenant WHERE v.domain = $1
            """;
    private static final String PAGE = """
            SELECT id, slug, name, status, plan, created_at, deleted_at, purging_at FROM tenants
            WHERE id < $1 AND deleted_at IS NULL ORDER BY id DESC LIMIT $2
            """;
    private static final String EVERY = """
            SELECT id, slug, name, status, plan, created_at, deleted_at, purging_at FROM tenants
            WHERE id < $1 ORDER BY id DESC LIMIT $2
            """;
    private static final String SEARCH = """
            SELECT id, slug, name, status, plan, created_at, deleted_at, purging_at FROM tenants
            WHERE id < $1
              AND ($3::text IS NULL OR starts_with(slug, lower($3)) OR strpos(lower(name), lower($3)) > 0)
              AND ($4::text IS NULL OR plan = $4)
              AND ($5::text IS NULL OR $5 = CASE WHEN purging_at IS NOT NULL THEN 'purging'
                                                 WHEN deleted_at IS NOT NULL THEN 'deleted' ELSE status END)
            ORDER BY id DESC LIMIT $2
            """;
    private static final String BEGINNING = """
            SELECT id, slug, name, status, plan, created_at, deleted_at, purging_at FROM tenants
            WHERE slug LIKE $1 ORDER BY id
            """;
    private static final String DUE = """
            SELECT id, slug, name, status, plan, created_at, deleted_at, purging_at FROM tenants
            WHERE purging_at IS NOT NULL OR deleted_at < now() - make_interval(secs => $1)
            ORDER BY deleted_at LIMIT 100
            """;

    private static final String INSERT = """
            INSERT INTO tenants (id, slug, name, status, plan) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (slug) DO NOTHING
            RETURNING id, slug, name, status, plan, created_at, deleted_at, purging_at
            """;
    private static final String LOCK_INSTALLATION = """
            SELECT id FROM installation FOR UPDATE
            """;
    private static final String COUNT = """
            SELECT count(*) AS number FROM tenants WHERE slug <> $1
            """;
    private static final String CHANGE = """
            UPDATE tenants SET name = coalesce($2, name), plan = coalesce($3, plan), status = coalesce($4, status)
            WHERE id = $1 AND purging_at IS NULL
            RETURNING id, slug, name, status, plan, created_at, deleted_at, purging_at
            """;
    private static final String MARK_DELETED = """
            UPDATE tenants SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL
            RETURNING id, slug, name, status, plan, created_at, deleted_at, purging_at
            """;
    private static final String RESTORE = """
            UPDATE tenants SET deleted_at = NULL WHERE id = $1 AND deleted_at IS NOT NULL AND purging_at IS NULL
            RETURNING id, slug, name, status, plan, created_at, deleted_at, purging_at
            """;
    private static final String MARK_PURGING = """
            UPDATE tenants SET purging_at = now() WHERE id = $1 AND deleted_at IS NOT NULL AND purging_at IS NULL
            RETURNING id, slug, name, status, plan, created_at, deleted_at, purging_at
            """;
    private static final String DELETE = """
            DELETE FROM tenants WHERE id = $1 AND purging_at IS NOT NULL
            """;

    Future<Optional<Tenant>> bySlug(Sql sql, TenantSlug slug) {
        return sql.first(BY_SLUG, TenantRepository::read, slug.value());
    }

    Future<Optional<Tenant>> byId(Sql sql, UUID id) {
        return sql.first(BY_ID, TenantRepository::read, id);
    }

    Future<Optional<Tenant>> byDomain(Sql sql, String domain) {
        return sql.first(BY_DOMAIN, TenantRepository::read, domain);
    }

    /** Those that are deleted as well. */
    Future<List<Tenant>> every(Sql sql, UUID before, int rows) {
        return sql.list(EVERY, TenantRepository::read, before, rows);
    }

    Future<List<Tenant>> page(Sql sql, UUID before, int rows) {
        return sql.list(PAGE, TenantRepository::read, before, rows);
    }

    Future<List<Tenant>> search(Sql sql, Operators.Wanted wanted, UUID before, int rows) {
        return sql.list(SEARCH, TenantRepository::read, before, rows, wanted.text(), wanted.plan(), wanted.state());
    }

    /** All whose slug begins so; a slug has no character that LIKE would take for a wildcard. */
    Future<List<Tenant>> beginning(Sql sql, String prefix) {
        return sql.list(BEGINNING, TenantRepository::read, prefix + "%");
    }

    /** Deleted longer ago than that, or half purged: some of them. */
    Future<List<Tenant>> due(Sql sql, Duration retention) {
        return sql.list(DUE, TenantRepository::read, (double) retention.toSeconds());
    }

    /** Empty when the slug is taken. */
    Future<Optional<Tenant>> insert(Sql sql, TenantId id, TenantSlug slug, String name, String plan) {
        return sql.first(
                INSERT, TenantRepository::read, id.value(), slug.value(), name, TenantStatus.ACTIVE.wire(), plan);
    }

    /** Until the transaction ends nobody else gets further than this. */
    Future<Void> lockInstallation(Sql sql) {
        return sql.first(LOCK_INSTALLATION, row -> row.getInteger("id")).mapEmpty();
    }

    /** How many there are beside that one. */
    Future<Long> countBeside(Sql sql, TenantSlug slug) {
        return sql.first(COUNT, row -> row.getLong("number"), slug.value()).map(Optional::orElseThrow);
    }

    /** Null leaves a field as it is. Empty when there is none to change. */
    Future<Optional<Tenant>> change(
            Sql sql, TenantId id, @Nullable String name, @Nullable String plan, @Nullable String status) {
        return sql.first(CHANGE, TenantRepository::read, id.value(), name, plan, status);
    }

    Future<Optional<Tenant>> markDeleted(Sql sql, TenantId id) {
        return sql.first(MARK_DELETED, TenantRepository::read, id.value());
    }

    Future<Optional<Tenant>> restore(Sql sql, TenantId id) {
        return sql.first(RESTORE, TenantRepository::read, id.value());
    }

    Future<Optional<Tenant>> markPurging(Sql sql, TenantId id) {
        return sql.first(MARK_PURGING, TenantRepository::read, id.value());
    }

    Future<Integer> delete(Sql sql, TenantId id) {
        return sql.change(DELETE, id.value());
    }

    private static Tenant read(Row row) {
        return new Tenant(
                new TenantId(row.getUUID("id")),
                new TenantSlug(row.getString("slug")),
                row.getString("name"),
                TenantStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                // A few are the plans of very many.
                row.getString("plan").intern(),
                row.get(OffsetDateTime.class, "created_at").toInstant(),
                Optional.ofNullable(row.get(OffsetDateTime.class, "deleted_at")).map(OffsetDateTime::toInstant),
                row.get(OffsetDateTime.class, "purging_at") != null);
    }
}
