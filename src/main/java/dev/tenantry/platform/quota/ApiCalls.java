package dev.tenantry.platform.quota;

import dev.tenantry.platform.sql.TenantDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often tenants have asked this month, of UTC. Counted in memory and written down every second, all nodes to the same row:
 * no request waits for that. So a tenant may go over its limit by what it sends in about a second, and what a node has counted
 * since it last wrote is lost when it crashes.
 */
public final class ApiCalls {
    public static final Meter METER = Meter.of("api_calls", "API calls a month", 100_000, 1_000_000, 10_000_000);
    private static final int REMEMBERED = 100_000;
    private static final int QUIET_TIMES = 600;
    private static final int AT_ONCE = 2;
    private final TenantDatabase database;
    private final PlanLimits limits;
    private final Clock clock;
    private final PeriodRepository rows = new PeriodRepository();
    private final Map<Key, CallCounter> counters = new ConcurrentHashMap<>();
    private Future<Void> writing = Future.succeededFuture();
    private volatile Month month;

    private record Key(TenantId tenant, LocalDate month) {}

    public ApiCalls(TenantDatabase database, PlanLimits limits, Clock clock) {
        this.database = database;
        this.limits = limits;
        this.clock = clock;
        this.month = Month.of(clock.instant());
    }

    /** How many there were before this one, which counts unless the plan allows no more. */
    Future<Long> count(TenantContext tenant) {
        var most = limits.most(tenant.plan(), METER).orElse(Long.MAX_VALUE);
        var key = new Key(tenant.id(), now().begin());
        var counter = counters.get(key);
        if (counter != null) {
            var before = counter.count(tenant, most);
            if (before.isPresent()) {
                return Future.succeededFuture(before.getAsLong());
            }
        }
        return written(tenant, key)
                .map(used -> counters.compute(
                        key, (same, now) -> now == null || now == counter ? new CallCounter(tenant, used) : now))
                .map(begun -> begun.count(tenant, most).orElse(0));
    }

    /** Who cannot be told of what was written is let in: when the database is away, so is nearly everything. */
    private Future<Long> written(TenantContext tenant, Key key) {
        return rows.used(database.of(tenant), METER.name(), key.month()).otherwise(0L);
    }

    /** How many the tenant has made this month, as far as this node knows. */
    public Future<Long> used(TenantContext tenant) {
        var key = new Key(tenant.id(), now().begin());
        var counter = counters.get(key);
        return counter == null ? written(tenant, key) : Future.succeededFuture(counter.used());
    }

    /** The month that is counted now. */
    public YearMonth month() {
        return now().yearMonth();
    }

    /** Every request asks for it, and it is the same for millions of them. */
    Month now() {
        var now = clock.instant();
        var known = month;
        if (!known.has(now)) {
            known = Month.of(now);
            month = known;
        }
        return known;
    }

    /** Writes down what was counted, and reads what the other nodes have. What cannot be written is kept. */
    public synchronized Future<Void> write() {
        writing = writing.transform(before -> writeAll());
        return writing;
    }

    private Future<Void> writeAll() {
        var due = counters.entrySet().stream()
                .filter(entry -> entry.getValue().wasAsked())
                .toList();
        counters.entrySet().removeIf(entry -> isOver(entry.getValue()));
        var done = Future.<Void>succeededFuture();
        for (int from = 0; from < due.size(); from += AT_ONCE) {
            var some = due.subList(from, Math.min(from + AT_ONCE, due.size()));
            done = done.transform(before -> write(some).transform(now -> outcome(before.failed() ? before : now)));
        }
        return done;
    }

    private boolean isOver(CallCounter counter) {
        return !counter.wasAsked() && counter.endIfQuiet(counters.size() > REMEMBERED ? 0 : QUIET_TIMES);
    }

    private Future<?> write(List<Map.Entry<Key, CallCounter>> some) {
        return Future.join(some.stream()
                .map(entry -> write(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static Future<Void> outcome(AsyncResult<?> result) {
        return result.succeeded() ? Future.succeededFuture() : Future.failedFuture(result.cause());
    }

    private Future<Void> write(Key key, CallCounter counter) {
        var sql = database.of(counter.tenant());
        var amount = counter.begin();
        var total = amount > 0
                ? rows.add(sql, METER.name(), key.month(), amount)
                : rows.used(sql, METER.name(), key.month());
        return total.onSuccess(counter::wrote)
                .onFailure(failure -> counter.failed())
                .mapEmpty();
    }
}
