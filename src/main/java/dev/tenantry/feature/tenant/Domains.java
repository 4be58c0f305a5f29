package dev.tenantry.feature.tenant;

import dev.tenantry.feature.tenant.DomainRepository.Holder;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.outbound.TxtRecords;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.revocation.Revoked;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Domains of tenants' own. Whoever can place a TXT record has the domain: the first to show that keeps it until their record
 * is gone.
 */
public final class Domains {
    private static final Logger LOG = LoggerFactory.getLogger(Domains.class);
    private static final String PROOF = "tenantry-verification=";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PROOF_BYTES = 24;
    private static final int MOST = 20;

    /** Checks in a row that do not find the record, a day apart, until a domain is lost. */
    private static final int PATIENCE = 3;

    private final ControlDatabase database;
    private final RevocationFeed feed;
    private final Trail trail;
    private final Tenants tenants;
    private final TxtRecords records;
    private final DomainRepository rows = new DomainRepository();
    private final TenantRepository tenantRows = new TenantRepository();

    public Domains(ControlDatabase database, RevocationFeed feed, Trail trail, Tenants tenants, TxtRecords records) {
        this.database = database;
        this.feed = feed;
        this.trail = trail;
        this.tenants = tenants;
        this.records = records;
    }

    /**
     * A claim that has been looked at.
     *
     * @param problem why it is not proved now; empty when it is
     */
    record Checked(Domain domain, Optional<String> problem) {}

    Future<List<Domain>> page(TenantContext tenant, Page.Wanted page) {
        return rows.page(database.of(tenant), page.before(), page.fetch());
    }

    Future<Domain> get(TenantContext tenant, UUID id) {
        return rows.byId(database.of(tenant), id)
                .map(found -> found.orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND)));
    }

    /** In the caller's transaction. Others may have claimed it as well, or even have it. */
    Future<Domain> claim(Sql sql, DomainName name) {
        var bytes = new byte[PROOF_BYTES];
        RANDOM.nextBytes(bytes);
        var proof = PROOF + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var claim = new Domain(UuidV7.next(), name, proof, Instant.now(), Optional.empty());
        return rows.count(sql)
                .compose(there -> there < MOST
                        ? rows.insert(sql, claim.id(), name, proof)
                        : Future.failedFuture(new AppException(
                                ErrorCode.PLAN_LIMIT, "A tenant may claim at most " + MOST + " domains")))
                .map(claim);
    }

    /** In the caller's transaction; within a second it names the tenant on no node any more. */
    Future<DomainName> remove(Sql sql, TenantContext tenant, UUID id) {
        return rows.delete(sql, id)
                .map(removed -> removed.orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND)))
                .compose(name -> tell(sql, tenant).map(name));
    }

    /** Looks for the record; when it is there, the domain names the tenant, within a second on every node. */
    Future<Checked> verify(TenantContext tenant, Actor by, UUID id) {
        return get(tenant, id)
                .compose(domain -> records.of(domain.name().recordName())
                        .map(Optional::of)
                        .onFailure(failure -> LOG.info("No TXT record of {}: {}", domain.name(), failure.toString()))
                        .otherwise(Optional.empty())
                        .compose(found -> judge(tenant, by, domain, found)));
    }

    private Future<Checked> judge(TenantContext tenant, Actor by, Domain domain, Optional<List<String>> found) {
        if (found.isEmpty()) {
            return Future.succeededFuture(new Checked(domain, Optional.of("DNS does not answer for it at the moment")));
        }
        if (!found.get().contains(domain.proof())) {
            return Future.succeededFuture(new Checked(domain, Optional.of("The TXT record is not there yet")));
        }
        return rows.holder(database.acrossTenants(), domain.name())
                .compose(holder -> proved(tenant, by, domain, holder, found.get()))
                .compose(done -> get(tenant, domain.id()))
                .map(now -> new Checked(now, Optional.empty()));
    }

    private Future<Void> proved(
            TenantContext tenant, Actor by, Domain domain, Optional<Holder> holder, List<String> found) {
        var other = holder.filter(known -> !known.claim().equals(domain.id()));
        if (holder.isPresent() && other.isEmpty()) {
            return rows.renew(database.acrossTenants(), holder.get()).mapEmpty();
        }
        if (other.filter(known -> found.contains(known.proof())).isPresent()) {
            return Future.failedFuture(new AppException(
                    ErrorCode.CONFLICT, "Another tenant has this domain: their TXT record has to go first"));
        }
        return database.of(tenant)
                .transaction(sql -> rows.take(sql, tenant.id(), domain, other.map(Holder::claim))
                        .compose(taken -> taken
                                ? tell(sql, tenant)
                                : Future.failedFuture(new AppException(
                                        ErrorCode.CONFLICT, "Another tenant has just shown that it has this domain")))
                        .compose(told -> trail.write(
                                sql,
                                tenant,
                                by,
                                Happening.of("domain.verified", domain.id())
                                        .with("domain", domain.name().value())))
                        .onSuccess(told -> sql.whenCommitted(
                                () -> tenants.forget(domain.name().value()))))
                .compose(taken -> other.map(this::tellLoser).orElseGet(Future::succeededFuture));
    }

    /** Looks once a day whether the records are still there. How many it has looked at. */
    public Future<Integer> checkDue() {
        return rows.unchecked(database.acrossTenants()).compose(due -> {
            var done = Future.<Void>succeededFuture();
            for (var holder : due) {
                done = done.compose(before -> check(holder));
            }
            return done.map(due.size());
        });
    }

    private Future<Void> check(Holder holder) {
        return records.of(holder.name().recordName())
                .map(Optional::of)
                .otherwise(Optional.empty())
                .compose(found -> {
                    if (found.filter(texts -> texts.contains(holder.proof())).isPresent()) {
                        return rows.renew(database.acrossTenants(), holder).mapEmpty();
                    }
                    // A DNS that does not answer takes nothing away: only one that knows of no record does.
                    if (found.isEmpty()) {
                        return rows.putOff(database.acrossTenants(), holder).mapEmpty();
                    }
                    return holder.failures() + 1 >= PATIENCE
                            ? lose(holder)
                            : rows.fail(database.acrossTenants(), holder).mapEmpty();
                });
    }

    private Future<Void> lose(Holder holder) {
        return ofHolder(
                holder,
                tenant -> database.of(tenant)
                        .transaction(sql -> rows.lose(sql, holder)
                                .compose(lost -> lost
                                        ? tell(sql, tenant).compose(told -> tellLost(sql, tenant, holder))
                                        : Future.succeededFuture())));
    }

    private Future<Void> tellLoser(Holder holder) {
        return ofHolder(holder, tenant -> database.of(tenant).transaction(sql -> tellLost(sql, tenant, holder)));
    }

    private Future<Void> ofHolder(Holder holder, Function<TenantContext, Future<Void>> work) {
        return tenantRows
                .byId(database.acrossTenants(), holder.tenant())
                .compose(found ->
                        found.map(tenant -> work.apply(tenant.context())).orElseGet(Future::succeededFuture));
    }

    private Future<Void> tellLost(Sql sql, TenantContext tenant, Holder holder) {
        return trail.write(
                sql,
                tenant,
                Actor.SYSTEM,
                Happening.of("domain.lost", holder.claim())
                        .with("domain", holder.name().value()));
    }

    private Future<Void> tell(Sql sql, TenantContext tenant) {
        return feed.tell(sql, tenant, Revoked.Kind.TENANT, tenant.id().value());
    }
}
