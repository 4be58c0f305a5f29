package dev.tenantry.feature.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.ErrorDetail;
import dev.tenantry.platform.revocation.Remembered;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.revocation.Revoked;
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
 * The tenants of this installation. Look-ups are remembered: of a tenant until the revocation feed tells of a change, of a
 * slug that names none for a second.
 */
public final class Tenants implements TenantLookup {
    private static final int REMEMBERED = 100_000;

    /** Changes are rare: one makes all tenants to be read again. */
    private static final String ALL = "all";

    private final ControlDatabase database;
    private final RevocationFeed feed;
    private final TenantRepository rows = new TenantRepository();
    private final Remembered<TenantSlug, Tenant> seen;
    private final Cache<TenantSlug, Boolean> unknown = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();

    public Tenants(ControlDatabase database, RevocationFeed feed) {
        this.database = database;
        this.feed = feed;
        this.seen = new Remembered<>(feed);
        feed.listen(revoked -> {
            if (revoked.kind() == Revoked.Kind.TENANT) {
                seen.forget(ALL);
            }
        });
    }

    @Override
    public Future<Optional<TenantContext>> bySlug(TenantSlug slug) {
        return find(slug).map(found -> found.map(Tenant::context));
    }

    Future<Optional<Tenant>> find(TenantSlug slug) {
        return unknown.getIfPresent(slug) != null
                ? Future.succeededFuture(Optional.empty())
                : seen.find(slug, ALL, () -> read(slug));
    }

    private Future<Optional<Tenant>> read(TenantSlug slug) {
        return rows.bySlug(database.acrossTenants(), slug).onSuccess(found -> {
            if (found.isEmpty()) {
                unknown.put(slug, true);
            }
        });
    }

    Future<List<Tenant>> page(UUID before, int rowsWanted) {
        return rows.page(database.acrossTenants(), before, rowsWanted);
    }

    /** Those whose ids sort before the given one, in descending order. */
    public Future<List<TenantContext>> contexts(UUID before, int most) {
        return page(before, most)
                .map(found -> found.stream().map(Tenant::context).toList());
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

    /** Makes this node read a slug anew that nobody had, for its own changes to show at once. */
    public void forget(TenantSlug slug) {
        unknown.invalidate(slug);
    }

    /** Suspends or resumes, within a second on every node. Whether there is such a tenant. */
    public Future<Boolean> setStatus(TenantSlug slug, TenantStatus status) {
        return read(slug)
                .compose(found ->
                        found.map(tenant -> setStatus(tenant, status)).orElseGet(() -> Future.succeededFuture(false)));
    }

    private Future<Boolean> setStatus(Tenant tenant, TenantStatus status) {
        return feed.revoking(
                tenant.context(),
                revoking -> rows.setStatus(revoking.sql(), tenant.slug(), status)
                        .compose(changed -> revoking.tell(
                                        Revoked.Kind.TENANT, tenant.id().value())
                                .map(changed)));
    }
}
