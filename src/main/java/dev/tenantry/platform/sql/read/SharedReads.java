package dev.tenantry.platform.sql.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Sends plain reads on connections that they share, one or two for each event loop, leased from the pool meanwhile. */
public final class SharedReads {
    // Who has got a connection still waits for the other: no more do so than others can do without in the queue.
    private static final int MOST_ASKED = 64;
    private static final long REMEMBERED_CHARACTERS = 4_000_000;
    private final Source own;
    private final Source others;
    private final int owned;
    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger leases = new AtomicInteger();
    private final Map<Thread, Lane> lanes = new ConcurrentHashMap<>();
    private final Cache<String, PlainRead> known = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_CHARACTERS)
            .<String, PlainRead>weigher((scoped, read) -> read.text().length())
            .build();

    /**
     * @param own connections that nobody else takes, so that reads wait for no transaction
     * @param owned how many these are
     * @param others where a connection is asked for as well when all of these are taken, as by reads that turn out to be slow
     * @param most how many reads may be under way or wait at once
     */
    public SharedReads(Pool own, int owned, Pool others, int most) {
        this.own = new Source(own);
        this.owned = owned;
        this.others = new Source(others);
        this.most = most;
    }

    /** The scoped text as it is sent for a tenant. */
    public PlainRead ofTenant(String scoped, int tenantParameter) {
        return known.get(scoped, text -> PlainRead.ofTenant(text, tenantParameter));
    }

    /** A scoped text that touches no tenant's table. */
    public PlainRead withoutTenant(String scoped) {
        return known.get(scoped, PlainRead::withoutTenant);
    }

    public Future<RowSet<Row>> run(PlainRead read, Tuple values) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return Future.failedFuture(new RejectedExecutionException("More than " + most + " reads at once"));
        }
        return lane().run(read, values).onComplete(done -> open.decrementAndGet());
    }

    /** Entered: its place is taken. */
    private Lane lane() {
        var thread = Thread.currentThread();
        var current = lanes.get(thread);
        if (current != null && current.enter()) {
            return current;
        }
        var next = new Lane(connection(), empty -> {
            leases.decrementAndGet();
            lanes.remove(thread, empty);
        });
        lanes.put(thread, next);
        return next;
    }

    private Future<SqlConnection> connection() {
        if (leases.incrementAndGet() <= owned) {
            return own.ask();
        }
        if (own.asked.get() < MOST_ASKED && others.asked.get() < MOST_ASKED) {
            return whicheverComesFirst();
        }
        return own.asked.get() <= others.asked.get() ? own.ask() : others.ask();
    }

    /** Its own may all be taken by slow reads, and the others by transactions: neither is waited for alone. */
    private Future<SqlConnection> whicheverComesFirst() {
        var first = Promise.<SqlConnection>promise();
        var asked = Stream.of(own, others).map(Source::ask).toList();
        asked.forEach(one -> one.onSuccess(connection -> {
            if (!first.tryComplete(connection)) {
                connection.close();
            }
        }));
        Future.any(asked).onFailure(first::tryFail);
        return first.future();
    }

    /** @param asked how many wait for one of its connections, also of those that have got one elsewhere since */
    private record Source(Pool pool, AtomicInteger asked) {
        Source(Pool pool) {
            this(pool, new AtomicInteger());
        }

        Future<SqlConnection> ask() {
            asked.incrementAndGet();
            return pool.getConnection().onComplete(done -> asked.decrementAndGet());
        }
    }
}
