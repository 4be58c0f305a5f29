package dev.tenantry.feature.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.ErrorDetail;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import dev.tenantry.platform.tenancy.TenantLookup;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.platform.tenancy.TenantStatus;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The tenants of this installation. Look-ups are remembered for a second, also of slugs that name none: a change made on
 * any node is seen on every other within that second, with no message that could get lost.
 */
public final class Tenants implements TenantLookup {
    private static final int REMEMBERED = 100_000;
    private final ControlDatabase database;
    private final TenantRepository rows = new TenantRepository();
    private final Cache<TenantSlug, Optional<Tenant>> seen = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();

    public Tenants(ControlDatabase database) {
        this.database = database;
    }

    @Override
    public Future<Optional<TenantContext>> bySlug(TenantSlug slug) {
        return find(slug).map(found -> found.map(Tenant::context));
    }

    Future<Optional<Tenant>> find(TenantSlug slug) {
        var known = seen.getIfPresent(slug);
        return known != null
                ? Future.succeededFuture(known)
                : rows.bySlug(database.acrossTenants(), slug).onSuccess(found -> seen.put(slug, found));
    }

    Future<List<Tenant>> page(UUID before, int rowsWanted) {
        return rows.page(database.acrossTenants(), before, rowsWanted);
    }

    /** All whose slug begins so, read anew. */
    public Future<List<TenantContext>> beginning(String prefix) {
        return rows.beginning(database.acrossTenants(), prefix)
                .map(found -> found.stream().map(Tenant::context).toList());
    }

    /** The tenant that is about to be: its context is needed to open the transaction that writes it. */
    public Tenant draft(TenantId id, TenantSlug slug, String name, String plan) {
        return new Tenant(id, slug, name, TenantStatus.ACTIVE, plan, Instant.now());
    }

    /** Inside the caller's transaction; fails with {@code CONFLICT} when the slug is taken. */
    public Future<Tenant> insert(Sql sql, Tenant draft) {
        return rows.insert(sql, draft.id(), draft.slug(), draft.name(), draft.plan())
                .map(written -> written.orElseThrow(() -> new AppException(
                        ErrorCode.CONFLICT,
                        "There is a tenant of that name already",
                        List.of(new ErrorDetail("tenant_slug", "is taken already")))));
    }

    /** Makes this node read the tenant anew, for its own changes to show at once. */
    public void forget(TenantSlug slug) {
        seen.invalidate(slug);
    }

    /** Suspends or resumes. Whether there is such a tenant. */
    public Future<Boolean> setStatus(TenantSlug slug, TenantStatus status) {
        return rows.setStatus(database.acrossTenants(), slug, status).onSuccess(changed -> forget(slug));
    }
}
