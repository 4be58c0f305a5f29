package dev.tenantry.feature.audit;

import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.flow.Repeat;
import dev.tenantry.platform.http.body.Json;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.sql.TenantDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what has been written to the trails. Any number of nodes may do it at once: of two who have sealed the same, the
 * seal's number lets one through, and the other looks again later.
 */
public final class Sealer {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    /** An outside witness: what has been told here cannot be taken back in the database. */
    private static final Logger HEADS = LoggerFactory.getLogger("audit");

    static final int PORTION = 1_000;
    private static final int REMEMBERED = 100_000;
    private static final int AT_ONCE = 2;
    private static final int WALKED = 50;
    private static final Duration ROUND = Duration.ofMinutes(1);
    private static final UUID LAST = new UUID(-1, -1);

    private final TenantDatabase database;
    private final AllTenants tenants;
    private final SealKey key;
    private final EventRepository events = new EventRepository();
    private final SealRepository seals = new SealRepository();
    private final Map<TenantId, TenantContext> touched = new ConcurrentHashMap<>();
    private final AtomicBoolean behind = new AtomicBoolean();
    private UUID walkedTo = LAST;
    private long roundNanos = System.nanoTime() - ROUND.toNanos();

    public Sealer(TenantDatabase database, AllTenants tenants, Secret secretKey) {
        this.database = database;
        this.tenants = tenants;
        this.key = new SealKey(secretKey);
    }

    /** Remembers that this tenant's trail has grown. Of more than there is room for, the walk finds the rest. */
    public void touched(TenantContext tenant) {
        if (touched.size() < REMEMBERED) {
            touched.put(tenant.id(), tenant);
        }
    }

    /** Seals what this process has written; what could not be is tried again the next time. */
    public Future<Void> sealTouched() {
        var queue = new ConcurrentLinkedQueue<TenantContext>();
        for (var id : List.copyOf(touched.keySet())) {
            Optional.ofNullable(touched.remove(id)).ifPresent(queue::add);
        }
        return each(queue, this::sealCurrent);
    }

    /**
     * Seals what others have left behind: a node that has died, a command, a database before it was restored. Each call takes
     * some tenants; a round of all begins a minute after the one before at the earliest.
     */
    public Future<Void> walk() {
        if (walkedTo.equals(LAST) && System.nanoTime() - roundNanos < ROUND.toNanos()) {
            return Future.succeededFuture();
        }
        if (walkedTo.equals(LAST)) {
            roundNanos = System.nanoTime();
        }
        return tenants.before(walkedTo, WALKED).compose(found -> {
            walkedTo = found.size() < WALKED
                    ? LAST
                    : found.get(found.size() - 1).id().value();
            return each(new ConcurrentLinkedQueue<>(found), this::sealAll);
        });
    }

    private interface Work {
        Future<Void> on(TenantContext tenant);
    }

    private Future<Void> each(Queue<TenantContext> queue, Work work) {
        return Future.all(IntStream.range(0, AT_ONCE)
                        .mapToObj(number -> lane(queue, work))
                        .toList())
                .mapEmpty();
    }

    private Future<Void> lane(Queue<TenantContext> queue, Work work) {
        return Repeat.whileTrue(() -> {
            var tenant = queue.poll();
            return tenant == null
                    ? Future.succeededFuture(false)
                    : work.on(tenant)
                            .onSuccess(done -> tellUp())
                            .recover(failure -> later(tenant, failure))
                            .map(true);
        });
    }

    private void tellUp() {
        if (behind.compareAndSet(true, false)) {
            LOG.info("The audit trails are sealed again");
        }
    }

    /** Another node has been faster, or the database is away: neither is anything to fail for. */
    private Future<Void> later(TenantContext tenant, Throwable failure) {
        touched(tenant);
        var overtaken = failure instanceof AppException known && known.code() == ErrorCode.CONFLICT;
        if (!overtaken && behind.compareAndSet(false, true)) {
            LOG.warn("The audit trail of {} was not sealed: {}", tenant.slug(), failure.toString());
        }
        return Future.succeededFuture();
    }

    private Future<Void> sealCurrent(TenantContext tenant) {
        var sql = database.of(tenant);
        return events.now(sql).compose(now -> seal(tenant, sql, now, now.cluster()));
    }

    /** Of every cluster that has counted any of its transactions. */
    Future<Void> sealAll(TenantContext tenant) {
        var sql = database.of(tenant);
        return events.now(sql).compose(now -> sealFrom(tenant, sql, now, Long.MIN_VALUE));
    }

    private Future<Void> sealFrom(TenantContext tenant, Sql sql, EventRepository.Now now, long above) {
        return events.nextCluster(sql, above)
                .compose(found -> found.map(cluster ->
                                seal(tenant, sql, now, cluster).compose(done -> sealFrom(tenant, sql, now, cluster)))
                        .orElseGet(Future::succeededFuture));
    }

    /**
     * In this order: the horizon, the last seal, the events after it. The horizon only gets higher, and if a seal has come in
     * between, it has taken the number.
     */
    private Future<Void> seal(TenantContext tenant, Sql sql, EventRepository.Now now, long cluster) {
        return seals.last(sql)
                .compose(last -> sealedTo(sql, last, cluster)
                        .compose(position -> events.after(sql, position, PORTION + 1))
                        .compose(unsealed -> seal(tenant, sql, now, last, unsealed)));
    }

    private Future<Position> sealedTo(Sql sql, Optional<Seal> last, long cluster) {
        return last.isEmpty() || last.get().last().cluster() == cluster
                ? Future.succeededFuture(last.map(Seal::last).orElse(Position.before(cluster)))
                : seals.lastOf(sql, cluster).map(found -> found.map(Seal::last).orElse(Position.before(cluster)));
    }

    private Future<Void> seal(
            TenantContext tenant, Sql sql, EventRepository.Now now, Optional<Seal> last, List<AuditEvent> unsealed) {
        var settled = unsealed.stream()
                .limit(PORTION)
                .takeWhile(event -> now.isSettled(event.position()))
                .toList();
        if (settled.size() < unsealed.size()) {
            touched(tenant);
        }
        if (settled.isEmpty()) {
            return Future.succeededFuture();
        }
        var seal = Seal.over(
                tenant.id(),
                last.map(Seal::number).orElse(0L) + 1,
                last.map(Seal::head).orElseGet(Seal::nothing),
                now.at(),
                settled,
                key);
        return seals.insert(sql, seal)
                .onSuccess(inserted -> {
                    if (inserted > 0) {
                        tell(tenant, seal);
                    }
                })
                .mapEmpty();
    }

    private static void tell(TenantContext tenant, Seal seal) {
        if (HEADS.isInfoEnabled()) {
            HEADS.info(Json.write(new Head(
                            tenant.id().value(), seal.number(), seal.headText(), seal.macText(), seal.sealedAt()))
                    .toString());
        }
    }

    /** A line of the log {@code audit}. */
    record Head(UUID tenant, long number, String head, String mac, Instant sealedAt) {

        /** Empty for a line of something else. */
        static Optional<Head> read(String line) {
            try {
                return line.startsWith("{\"tenant\":")
                        ? Optional.of(Json.read(Buffer.buffer(line), Head.class))
                        : Optional.empty();
            } catch (AppException e) {
                return Optional.empty();
            }
        }
    }
}
