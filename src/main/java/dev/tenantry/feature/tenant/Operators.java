package dev.tenantry.feature.tenant;

import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.revocation.Revoked;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.platform.tenancy.TenantStatus;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators, and the clock, do with tenants. The tenant's own trail tells of it in the transaction of the change, the
 * operators' trail right after it: two tenants' rows are never written in one transaction.
 */
public final class Operators {
    private static final Logger LOG = LoggerFactory.getLogger(Operators.class);
    private final ControlDatabase database;
    private final RevocationFeed feed;
    private final Trail trail;
    private final Function<TenantContext, Future<Void>> emptying;
    private final Duration retention;
    private final TenantRepository rows = new TenantRepository();

    /**
     * @param emptying takes every row away that the tenant has, but for its trail
     * @param retention how long a deleted tenant stays
     */
    public Operators(
            ControlDatabase database,
            RevocationFeed feed,
            Trail trail,
            Function<TenantContext, Future<Void>> emptying,
            Duration retention) {
        this.database = database;
        this.feed = feed;
        this.trail = trail;
        this.emptying = emptying;
        this.retention = retention;
    }

    /** What a page of all tenants is narrowed to; null is no narrowing. */
    record Wanted(
            @Nullable String text,
            @Nullable String plan,
            @Nullable String state) {}

    /** How long a deleted tenant stays. */
    Duration retention() {
        return retention;
    }

    Future<List<Tenant>> search(Wanted wanted, Page.Wanted page) {
        return rows.search(database.acrossTenants(), wanted, page.before(), page.fetch());
    }

    /** Whatever has become of it; fails with {@code NOT_FOUND}. */
    Future<Tenant> get(UUID id) {
        return rows.byId(database.acrossTenants(), id)
                .map(found -> found.orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND)));
    }

    /** Null leaves a field as it is. A suspended tenant is answered 403, within a second on every node. */
    Future<Tenant> change(
            Actor by, UUID id, @Nullable String name, @Nullable String plan, @Nullable TenantStatus status) {
        return get(id).compose(tenant -> {
            if (status == TenantStatus.SUSPENDED) {
                refuseOwn(tenant);
            }
            var happening = changed(tenant, name, plan, status);
            var wire = status == null ? null : status.wire();
            return write(by, tenant, happening, (sql, known) -> rows.change(sql, known.id(), name, plan, wire));
        });
    }

    private static Happening changed(
            Tenant tenant, @Nullable String name, @Nullable String plan, @Nullable TenantStatus status) {
        var happening = Happening.of(
                status == null || status == tenant.status()
                        ? "tenant.updated"
                        : status == TenantStatus.SUSPENDED ? "tenant.suspended" : "tenant.resumed",
                tenant.id());
        happening = name == null ? happening : happening.with("name", name);
        happening = plan == null ? happening : happening.with("plan", plan).with("plan_before", tenant.plan());
        return status == null ? happening : happening.with("status", status.wire());
    }

    Future<Tenant> delete(Actor by, UUID id) {
        return get(id).compose(tenant -> {
            refuseOwn(tenant);
            return write(
                    by,
                    tenant,
                    Happening.of("tenant.deleted", tenant.id()),
                    (sql, known) -> rows.markDeleted(sql, known.id()));
        });
    }

    Future<Tenant> restore(Actor by, UUID id) {
        return get(id).compose(tenant -> write(
                by,
                tenant,
                Happening.of("tenant.restored", tenant.id()),
                (sql, known) -> rows.restore(sql, known.id())));
    }

    /** Takes everything of a deleted tenant away, for good; its trail stays, and its slug is free. */
    Future<Void> purge(Actor by, UUID id) {
        return get(id).compose(tenant -> {
            if (tenant.deletedAt().isEmpty()) {
                throw new AppException(ErrorCode.CONFLICT, "Only a deleted tenant can be purged");
            }
            return purge(by, tenant);
        });
    }

    private Future<Void> purge(Actor by, Tenant tenant) {
        var happening = Happening.of("tenant.purged", tenant.id())
                .with("slug", tenant.slug().value());
        var marked = tenant.purging()
                ? Future.succeededFuture(tenant)
                : write(by, tenant, happening, (sql, known) -> rows.markPurging(sql, known.id()));
        return marked.compose(begun -> emptying.apply(tenant.context()))
                .compose(empty -> rows.delete(database.acrossTenants(), tenant.id()))
                .mapEmpty();
    }

    /** Those whose time is over, and those that a purge has left half way. How many. */
    public Future<Integer> purgeDue() {
        return rows.due(database.acrossTenants(), retention).compose(due -> {
            var done = Future.<Void>succeededFuture();
            for (var tenant : due) {
                done = done.compose(before -> purge(Actor.SYSTEM, tenant)
                        .onFailure(
                                failure -> LOG.warn("Tenant {} is not purged yet: {}", tenant.id(), failure.toString()))
                        // The others are not to wait for it: it is due next time as well.
                        .recover(failure -> Future.succeededFuture()));
            }
            return done.map(due.size());
        });
    }

    /** Suspends or resumes by a command. Whether there is such a tenant. */
    public Future<Boolean> setStatus(TenantSlug slug, TenantStatus status) {
        return rows.bySlug(database.acrossTenants(), slug)
                .compose(found -> found.filter(tenant -> tenant.deletedAt().isEmpty())
                        .map(tenant -> change(Actor.SYSTEM, tenant.id().value(), null, null, status)
                                .map(true))
                        .orElseGet(() -> Future.succeededFuture(false)));
    }

    /** Fails with {@code CONFLICT} when there is nothing to change in that state. */
    private Future<Tenant> write(
            Actor by, Tenant tenant, Happening happening, BiFunction<Sql, Tenant, Future<Optional<Tenant>>> change) {
        var context = tenant.context();
        return database.of(context)
                .transaction(sql -> change.apply(sql, tenant)
                        .map(changed -> changed.orElseThrow(() -> new AppException(
                                ErrorCode.CONFLICT, "A tenant that is " + tenant.state() + " does not allow this")))
                        .compose(now -> feed.tell(
                                        sql,
                                        context,
                                        Revoked.Kind.TENANT,
                                        tenant.id().value())
                                .compose(told -> trail.write(sql, context, by, happening))
                                .map(now)))
                .compose(now -> tellOperators(by, tenant, happening).map(now));
    }

    private Future<Void> tellOperators(Actor by, Tenant tenant, Happening happening) {
        if (tenant.slug().equals(TenantSlug.OPERATOR)) {
            return Future.succeededFuture();
        }
        return rows.bySlug(database.acrossTenants(), TenantSlug.OPERATOR)
                .compose(own -> own.map(Tenant::context)
                        .map(operators -> database.of(operators)
                                .transaction(sql -> trail.write(
                                                sql,
                                                operators,
                                                by,
                                                happening.with(
                                                        "slug", tenant.slug().value()))
                                        // Its own row of the feed goes with a purged tenant, maybe before it is read.
                                        .compose(told -> feed.tell(
                                                sql,
                                                operators,
                                                Revoked.Kind.TENANT,
                                                tenant.id().value()))))
                        .orElseGet(Future::succeededFuture));
    }

    private static void refuseOwn(Tenant tenant) {
        if (tenant.slug().equals(TenantSlug.OPERATOR)) {
            throw new AppException(ErrorCode.CONFLICT, "The operators' own tenant stays");
        }
    }
}
