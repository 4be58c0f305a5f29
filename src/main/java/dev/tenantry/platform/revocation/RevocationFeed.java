package dev.tenantry.platform.revocation;

import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What has been taken away lately, as far as this node knows. What it says is trusted while its last look at the database
 * began less than a second ago, by a clock that only this process reads; after that the database is asked.
 */
public final class RevocationFeed {
    private static final long TRUSTED_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_READ_SECONDS = 5;
    private static final int PORTION = 5_000;

    /** Tokens expire by the clock of a node, rows by the database's: they may differ by that much. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final ControlDatabase database;
    private final ControlDatabase reader;
    private final Duration kept;
    private final RevocationRepository rows = new RevocationRepository();
    private final List<Consumer<Revoked>> listeners = new CopyOnWriteArrayList<>();
    private final Dead dead;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile @Nullable Look last;

    private volatile boolean startOver;

    /**
     * A look at the database that has been taken in whole.
     *
     * @param server since when that PostgreSQL runs
     * @param snapshot what PostgreSQL calls the transactions it saw
     */
    private record Look(long begunNanos, String server, String snapshot) {
        static final Look AT_NOTHING = new Look(0, "", "3:3:");

        /** The lowest transaction it may not have seen. */
        long horizon() {
            return Long.parseLong(snapshot.split(":", 2)[0]);
        }

        /** Another server, or an older state of it, has a count of transactions of its own. */
        boolean goesOnFrom(Look before) {
            return server.equals(before.server) && horizon() >= before.horizon();
        }
    }

    /**
     * @param reader a way to the database that nobody else stands in
     * @param longestToken how long any access token may live
     */
    public RevocationFeed(ControlDatabase database, ControlDatabase reader, Duration longestToken) {
        this.database = database;
        this.reader = reader;
        this.kept = longestToken.plus(MARGIN);
        this.dead = new Dead(kept);
    }

    /** Calls the listener for everything that is revoked, on any node; more than once for the same is possible. */
    public void listen(Consumer<Revoked> listener) {
        listeners.add(listener);
    }

    /**
     * A transaction that takes something away. What it tells is true on this node as soon as the Future succeeds, and on
     * every other within a second.
     */
    public <T> Future<T> revoking(TenantContext tenant, Function<Revoking, Future<T>> work) {
        return database.of(tenant).transaction(sql -> work.apply(new Revoking(sql, tenant, this)));
    }

    /** The same inside a transaction of the control line that is open already. */
    public Future<Void> tell(Sql sql, TenantContext tenant, Revoked.Kind kind, UUID subject) {
        var revoked = new Revoked(tenant.id(), kind, subject);
        sql.whenCommitted(() -> apply(revoked));
        return rows.insert(sql, revoked).mapEmpty();
    }

    /** Whether any of these tokens, families or clients is dead; of the database, when this node is behind. */
    public Future<Boolean> anyDead(TenantContext tenant, Collection<UUID> ids) {
        var look = last;
        // Dead is dead, however old the knowledge.
        if (dead.holdsAny(tenant.id(), ids)) {
            return Future.succeededFuture(true);
        }
        return !dead.isIncomplete() && isTrusted(look) ? Future.succeededFuture(false) : anyDeadNow(tenant, ids);
    }

    /** The same, of the database in any case: for whoever has to know exactly. */
    public Future<Boolean> anyDeadNow(TenantContext tenant, Collection<UUID> ids) {
        return rows.anyDead(database.of(tenant), tenant.id(), ids);
    }

    /** What memory holds, which the feed keeps true; empty when it holds nothing, or this node is behind. */
    <T> Optional<T> trusted(Supplier<Optional<T>> memory) {
        // In this order: however long the process is held up in between, memory is no older than its look.
        var look = last;
        var remembered = memory.get();
        return isTrusted(look) ? remembered : Optional.empty();
    }

    /** Asked after the memory has been looked at, of the look that was the last one before. */
    private boolean isTrusted(@Nullable Look look) {
        // Whoever empties the memory takes its look away first.
        return look != null && last != null && System.nanoTime() - look.begunNanos <= TRUSTED_NANOS;
    }

    /** Takes in what is new; whether it did: not while an earlier call still does. */
    public Future<Boolean> read() {
        if (!reading.compareAndSet(false, true)) {
            return Future.succeededFuture(false);
        }
        if (startOver) {
            startOver = false;
            last = null;
            dead.clear();
        }
        var before = last;
        return read(before == null ? Look.AT_NOTHING : before)
                .onComplete(done -> reading.set(false))
                .map(true);
    }

    private Future<Void> read(Look before) {
        var begun = System.nanoTime();
        return portion(before, before.horizon() - 1, Long.MAX_VALUE).compose(first -> {
            var now = new Look(begun, first.server(), first.snapshot());
            if (before.equals(Look.AT_NOTHING) || now.goesOnFrom(before)) {
                last = now;
                return Future.succeededFuture();
            }
            last = null;
            return read(Look.AT_NOTHING);
        });
    }

    /** Everything after that row, portion by portion. The first one's snapshot counts: the later ones saw no less. */
    private Future<RevocationRepository.Read> portion(Look before, long xact, long number) {
        return rows.unseen(reader.acrossTenants(), xact, number, before.snapshot, PORTION)
                .timeout(LONGEST_READ_SECONDS, TimeUnit.SECONDS)
                .compose(read -> {
                    read.forEach(one -> one.row().ifPresent(row -> apply(row.revoked())));
                    var rest = read.size() < PORTION
                            ? Optional.<RevocationRepository.Numbered>empty()
                            : read.get(read.size() - 1).row();
                    return rest.map(end -> portion(before, end.xact(), end.number()))
                            .orElseGet(Future::succeededFuture)
                            .map(done -> read.get(0));
                });
    }

    /** Deletes the rows that no living token can need, and begins anew when there were more than this node can hold. */
    public Future<Void> clean() {
        startOver = dead.isIncomplete();
        return rows.deleteOlderThan(reader.acrossTenants(), kept).mapEmpty();
    }

    private void apply(Revoked revoked) {
        if (revoked.kind().isForGood()) {
            dead.add(revoked.tenant(), revoked.subject());
        }
        listeners.forEach(listener -> listener.accept(revoked));
    }
}
