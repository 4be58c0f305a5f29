package dev.tenantry.feature.audit;

import dev.tenantry.feature.audit.Finding.Kind;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.flow.Repeat;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.sql.TenantDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares trails with their seals: every sealed event is there as it was, in the place where it was, with none between, and
 * every seal is this installation's and follows the one before. It reads some seals at a time, never all.
 */
public final class Verification {
    private static final int SEALS = 16;

    /** Of what somebody has put between sealed events, no more than that is told of each seal. */
    private static final int MOST_INSERTED = 100;

    private final TenantDatabase database;
    private final Map<String, SealKey> keys;
    private final EventRepository events = new EventRepository();
    private final SealRepository seals = new SealRepository();

    /** @param former what {@code SECRET_KEY} was before */
    public Verification(TenantDatabase database, Secret secretKey, List<Secret> former) {
        this.database = database;
        this.keys = Stream.concat(Stream.of(secretKey), former.stream())
                .map(SealKey::new)
                .collect(Collectors.toMap(SealKey::id, Function.identity(), (one, same) -> one));
    }

    /** One tenant's trail, and how far it has been read. */
    private static final class Reading {
        private final TenantContext tenant;
        private final Sql sql;
        private final TenantReport report;
        private final Map<Long, Position> sealedTo = new HashMap<>();
        private Buffer head = Seal.nothing();
        private long number;

        Reading(TenantContext tenant, Sql sql) {
            this.tenant = tenant;
            this.sql = sql;
            this.report = new TenantReport(tenant.slug().value());
        }

        Position sealedTo(long cluster) {
            return sealedTo.getOrDefault(cluster, Position.before(cluster));
        }
    }

    Future<TenantReport> of(TenantContext tenant) {
        var reading = new Reading(tenant, database.of(tenant));
        return Repeat.whileTrue(() -> portion(reading))
                .compose(done -> events.now(reading.sql).compose(now -> tail(reading, now, Long.MIN_VALUE)))
                .map(reading.report);
    }

    /** Whether there may be more. */
    private Future<Boolean> portion(Reading reading) {
        return seals.after(reading.sql, reading.number, SEALS).compose(found -> {
            var done = Future.<Void>succeededFuture();
            for (var seal : found) {
                done = done.compose(before -> check(reading, seal));
            }
            return done.map(!found.isEmpty());
        });
    }

    private Future<Void> check(Reading reading, Seal seal) {
        reading.report.sealed(seal);
        checkSeal(reading, seal);
        var after = reading.sealedTo(seal.last().cluster());
        var whole = seal.number() == reading.number + 1;
        reading.number = seal.number();
        reading.head = seal.head();
        reading.sealedTo.put(seal.last().cluster(), seal.last());
        return checkEvents(reading, seal)
                .compose(done -> whole ? checkBetween(reading, seal, after) : Future.succeededFuture());
    }

    private void checkSeal(Reading reading, Seal seal) {
        var report = reading.report;
        if (seal.number() > reading.number + 1) {
            report.add(new Finding(Kind.SEAL_REMOVED, reading.number + 1, Optional.empty()));
        } else if (!seal.previous().equals(reading.head)) {
            report.add(Finding.of(Kind.CHAIN_BROKEN, seal));
        }
        if (!seal.isWhole()) {
            report.add(Finding.of(Kind.SEAL_CHANGED, seal));
        }
        var key = keys.get(seal.keyId());
        if (key == null) {
            report.add(Finding.of(Kind.SEAL_OF_UNKNOWN_KEY, seal));
        } else if (!key.hasSigned(seal.content(reading.tenant.id()), seal.mac().getBytes())) {
            report.add(Finding.of(Kind.SEAL_FORGED, seal));
        }
    }

    /** Those it covers are there, as they were. */
    private Future<Void> checkEvents(Reading reading, Seal seal) {
        return events.byIds(reading.sql, seal.events())
                .map(found -> found.stream()
                        .collect(Collectors.toMap(AuditEvent::id, event -> event.digest(reading.tenant.id()))))
                .onSuccess(digests -> {
                    for (int at = 0; at < seal.events().size(); at++) {
                        var id = seal.events().get(at);
                        var digest = digests.get(id);
                        if (digest == null) {
                            reading.report.add(Finding.of(Kind.EVENT_REMOVED, seal, id));
                        } else if (!seal.covers(at, digest)) {
                            reading.report.add(Finding.of(Kind.EVENT_CHANGED, seal, id));
                        }
                    }
                })
                .mapEmpty();
    }

    /** From the last event of the seal before to its own last one there are no others. After a gap nobody knows where to begin. */
    private Future<Void> checkBetween(Reading reading, Seal seal, Position after) {
        var covered = new HashSet<>(seal.events());
        return events.between(reading.sql, after, seal.last(), Sealer.PORTION + MOST_INSERTED)
                .onSuccess(found -> found.stream()
                        .filter(position -> !covered.contains(position.id()))
                        .limit(MOST_INSERTED)
                        .forEach(position -> reading.report.add(Finding.of(Kind.EVENT_INSERTED, seal, position.id()))))
                .mapEmpty();
    }

    /** What no seal covers yet is no finding. */
    private Future<Void> tail(Reading reading, EventRepository.Now now, long above) {
        return events.nextCluster(reading.sql, above)
                .compose(found -> found.map(cluster -> events.tail(reading.sql, reading.sealedTo(cluster))
                                .onSuccess(tail -> reading.report.unsealed(tail, now.at()))
                                .compose(done -> tail(reading, now, cluster)))
                        .orElseGet(Future::succeededFuture));
    }
}
