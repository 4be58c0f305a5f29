package dev.tenantry.feature.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tenantry.platform.cache.Room;
import dev.tenantry.platform.config.TenancyConfig;
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
import java.util.function.Supplier;

/**
 * The tenants of this installation. Look-ups are remembered: of a tenant until the revocation feed tells of a change, of a
 * slug or a host that names none for a second. A deleted tenant is not found here.
 */
public final class Tenants implements TenantLookup {
    /** What is changed by hand, past the feed. Every minute would be thousands of statements a second for as many tenants. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Changes are rare: one makes all tenants to be read again. */
    private static final String ALL = "all";

    private final ControlDatabase database;
    private final RevocationFeed feed;
    private final int most;
    private final TenantRepository rows = new TenantRepository();
    private final Remembered<String, TenantContext> seen;
    private final Cache<String, Boolean> unknown = Caffeine.newBuilder()
            .maximumSize(Room.entries())
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();

    /** @param most how many tenants there may be beside the operators' own; 0: as many as come */
    public Tenants(ControlDatabase database, RevocationFeed feed, int most) {
        this.database = database;
        this.feed = feed;
        this.most = most;
        this.seen = new Remembered<>(feed, Room.entries(), LONGEST);
        feed.listen(revoked -> {
            if (revoked.kind() == Revoked.Kind.TENANT) {
                seen.forget(ALL);
            }
        });
    }

    @Override
    public Future<Optional<TenantContext>> bySlug(TenantSlug slug) {
        return context(slug.value(), () -> find(slug));
    }

    @Override
    public Future<Optional<TenantContext>> byDomain(String host) {
        return context(domainKey(host), () -> living(rows.byDomain(database.acrossTenants(), host)));
    }

    /** All of it, read anew. */
    Future<Optional<Tenant>> find(TenantSlug slug) {
        return living(rows.bySlug(database.acrossTenants(), slug));
    }

    private static Future<Optional<Tenant>> living(Future<Optional<Tenant>> reading) {
        return reading.map(found -> found.filter(tenant -> tenant.deletedAt().isEmpty()));
    }

    private Future<Optional<TenantContext>> context(String key, Supplier<Future<Optional<Tenant>>> reading) {
        return unknown.getIfPresent(key) != null
                ? Future.succeededFuture(Optional.empty())
                : seen.find(
                        key,
                        ALL,
                        () -> reading.get()
                                .map(found -> found.map(Tenant::context))
                                .onSuccess(found -> {
                                    if (found.isEmpty()) {
                                        unknown.put(key, true);
                                    }
                                }));
    }

    /** No slug has a dot, and every domain does. */
    private static String domainKey(String host) {
        return host + ".";
    }

    Future<List<Tenant>> page(UUID before, int rowsWanted) {
        return rows.page(database.acrossTenants(), before, rowsWanted);
    }

    /** Those whose ids sort before the given one, in descending order; those that are deleted as well. */
    public Future<List<TenantContext>> contexts(UUID before, int most) {
        return rows.every(database.acrossTenants(), before, most)
                .map(found -> found.stream().map(Tenant::context).toList());
    }

    /** Gives a tenant another plan, on every node within a second. */
    public Future<Void> setPlan(TenantContext tenant, TenancyConfig.Plan plan) {
        return feed.revoking(
                tenant,
                revoking -> rows.change(revoking.sql(), tenant.id(), null, plan.wire(), null)
                        .compose(changed ->
                                revoking.tell(Revoked.Kind.TENANT, tenant.id().value())));
    }

    /** All whose slug begins so, read anew. */
    public Future<List<TenantContext>> beginning(String prefix) {
        return rows.beginning(database.acrossTenants(), prefix)
                .map(found -> found.stream().map(Tenant::context).toList());
    }

    /** The tenant that is about to be: its context is needed to open the transaction that writes it. */
    public Tenant draft(TenantId id, TenantSlug slug, String name, String plan) {
        return new Tenant(id, slug, name, TenantStatus.ACTIVE, plan, Instant.now(), Optional.empty(), false);
    }

    /**
     * Inside the caller's transaction; fails with {@code CONFLICT} when the slug is taken, with {@code PLAN_LIMIT} when there
     * may be no more tenants.
     */
    public Future<Tenant> insert(Sql sql, Tenant draft) {
        return admit(sql, draft)
                .compose(admitted -> rows.insert(sql, draft.id(), draft.slug(), draft.name(), draft.plan()))
                .map(written -> written.orElseThrow(() -> new AppException(
                        ErrorCode.CONFLICT,
                        "There is a tenant of that name already",
                        List.of(new ErrorDetail("tenant_slug", "is taken already")))));
    }

    /** One after the other, so that the last place is taken once. A deleted tenant keeps its place until it is purged. */
    private Future<Void> admit(Sql sql, Tenant draft) {
        if (most == 0 || draft.slug().equals(TenantSlug.OPERATOR)) {
            return Future.succeededFuture();
        }
        return rows.lockInstallation(sql)
                .compose(locked -> rows.countBeside(sql, TenantSlug.OPERATOR))
                .compose(there -> there < most
                        ? Future.succeededFuture()
                        : Future.failedFuture(new AppException(
                                ErrorCode.PLAN_LIMIT,
                                "This installation has room for " + most + " tenants, and all of it is taken")));
    }

    /** Another name, in the caller's transaction. */
    Future<Tenant> rename(Sql sql, TenantContext tenant, String name) {
        return rows.change(sql, tenant.id(), name, null, null).compose(changed -> told(sql, tenant, changed));
    }

    /** From its commit on it is none to anybody but operators, who may restore it. */
    Future<Tenant> delete(Sql sql, TenantContext tenant) {
        if (tenant.slug().equals(TenantSlug.OPERATOR)) {
            return Future.failedFuture(new AppException(ErrorCode.CONFLICT, "The operators' own tenant stays"));
        }
        return rows.markDeleted(sql, tenant.id()).compose(changed -> told(sql, tenant, changed));
    }

    private Future<Tenant> told(Sql sql, TenantContext tenant, Optional<Tenant> changed) {
        return changed.map(now -> feed.tell(
                                sql, tenant, Revoked.Kind.TENANT, tenant.id().value())
                        .map(now))
                .orElseGet(() -> Future.failedFuture(new AppException(ErrorCode.TENANT_NOT_FOUND)));
    }

    /** Makes this node read a slug anew that nobody had, for its own changes to show at once. */
    public void forget(TenantSlug slug) {
        unknown.invalidate(slug.value());
    }

    /** The same of a host. */
    void forget(String domain) {
        unknown.invalidate(domainKey(domain));
    }
}
