package dev.tenantry.platform.quota;

import dev.tenantry.platform.flow.Repeat;
import dev.tenantry.platform.sql.TenantDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How often tenants have asked this month, of UTC. Counted in memory and written down later, all nodes to the same row: no
 * request waits for that. Every second are written: who has come near a limit, or counted a good part on the way to it; and
 * some of all the others in turn, which is everybody where they are few. Nobody's turn is more than a quarter of an hour after the
 * last, nor is more left unwritten than a thousandth of the limit, a thousand, and what comes in about a second. That is what a
 * crash can lose, and what a tenant may get beyond its limit for each further node.
 */
public final class ApiCalls {
    public static final Meter METER = Meter.of("api_calls", "API calls a month", 100_000, 1_000_000, 10_000_000);
    private static final int REMEMBERED = 120_000;
    private static final int QUIET_SECONDS = 600;
    private static final int ROUND_SECONDS = 900;

    /** So many tenants' turn it is each second, however few there are, as long as so many have asked. */
    private static final int TURNS = 50;

    /** Looking is cheap; what the others on an event loop wait for is not to grow with the tenants. */
    private static final int LOOKS = 5_000;

    private static final int AT_ONCE = 2;

    /** When nobody asks any more the connections have nothing else to do. */
    private static final int AT_ONCE_IN_THE_END = 12;

    private final TenantDatabase database;
    private final PlanLimits limits;
    private final Clock clock;
    private final PeriodRepository rows = new PeriodRepository();
    private final Map<Key, CallCounter> counters = new ConcurrentHashMap<>();
    private final Queue<CallCounter> line = new ConcurrentLinkedQueue<>();
    private Iterator<Map.Entry<Key, CallCounter>> round = Collections.emptyIterator();
    private int second;
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
            var before = counter.count(tenant, most, line);
            if (before.isPresent()) {
                return Future.succeededFuture(before.getAsLong());
            }
        }
        return written(tenant, key)
                .map(used -> counters.compute(
                        key,
                        (same, now) ->
                                now == null || now == counter ? new CallCounter(tenant, key.month(), used) : now))
                .map(begun -> begun.count(tenant, most, line).orElse(0));
    }

    /** Who cannot be told of what was written is let in: when the database is away, so is nearly everything. */
    private Future<OptionalLong> written(TenantContext tenant, Key key) {
        return rows.used(database.of(tenant), METER.name(), key.month())
                .map(OptionalLong::of)
                .otherwise(OptionalLong.empty());
    }

    /** How many the tenant has made this month, as far as this node knows. */
    public Future<Long> used(TenantContext tenant) {
        var key = new Key(tenant.id(), now().begin());
        var counter = counters.get(key);
        return counter == null
                ? written(tenant, key).map(used -> used.orElse(0))
                : Future.succeededFuture(counter.used());
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

    /**
     * Writes down what is due, and reads what the other nodes have written of the same. To be done every second. What cannot
     * be written is kept.
     */
    public synchronized Future<Void> writeDue() {
        writing = writing.transform(before -> {
            takeTurns();
            return writeLine(AT_ONCE);
        });
        return writing;
    }

    /** Writes down all that was counted, in the end. */
    public synchronized Future<Void> writeAll() {
        writing = writing.transform(before -> {
            counters.values().forEach(counter -> counter.offer(line));
            return writeLine(AT_ONCE_IN_THE_END);
        });
        return writing;
    }

    private void takeTurns() {
        second++;
        var all = counters.size();
        var least = all / ROUND_SECONDS + 1;
        var longest = all > REMEMBERED ? 0 : QUIET_SECONDS;
        int turns = 0;
        for (int looks = 0; looks < all && (looks < least || (turns < TURNS && looks < LOOKS)); looks++) {
            if (!round.hasNext()) {
                round = counters.entrySet().iterator();
            }
            if (round.hasNext()) {
                var entry = round.next();
                if (entry.getValue().endIfQuiet(second, longest)) {
                    counters.remove(entry.getKey(), entry.getValue());
                } else if (entry.getValue().offer(line)) {
                    turns++;
                }
            }
        }
    }

    /** Those that are in it now: who comes behind them meanwhile is next. */
    private Future<Void> writeLine(int atOnce) {
        var due = new ConcurrentLinkedQueue<CallCounter>();
        for (var next = line.poll(); next != null; next = line.poll()) {
            due.add(next);
        }
        return Future.join(
                        IntStream.range(0, atOnce).mapToObj(lane -> lane(due)).toList())
                .mapEmpty();
    }

    /** One that cannot be written keeps nobody else from it, and a failure is told in the end. */
    private Future<Void> lane(Queue<CallCounter> due) {
        var failure = new AtomicReference<@Nullable Throwable>();
        return Repeat.whileTrue(() -> {
                    var counter = due.poll();
                    return counter == null
                            ? Future.succeededFuture(false)
                            : write(counter).map(true).onFailure(failure::set).otherwise(true);
                })
                .compose(done -> {
                    var why = failure.get();
                    return why == null ? Future.succeededFuture() : Future.failedFuture(why);
                });
    }

    private Future<Void> write(CallCounter counter) {
        var amount = counter.begin();
        return Future.succeededFuture(database.of(counter.tenant()))
                .compose(sql -> amount > 0
                        ? rows.add(sql, METER.name(), counter.month(), amount)
                        : rows.used(sql, METER.name(), counter.month()))
                .onSuccess(counter::wrote)
                .onFailure(failure -> counter.failed())
                .mapEmpty();
    }
}
