package dev.tenantry.platform.audit;

import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.sql.TenantDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one actor does too often for a row each time: counted in memory, and written as one row that says how many times. What
 * has not been written when the process is killed is lost: as much as there was since the last {@link #flush}.
 */
public final class Tally {
    private static final int MOST = 10_000;
    private final TenantDatabase database;
    private final Trail trail;
    private final Map<Key, Counted> counted = new ConcurrentHashMap<>();

    public Tally(TenantDatabase database, Trail trail) {
        this.database = database;
        this.trail = trail;
    }

    private record Key(TenantId tenant, Optional<UUID> actor, String action) {}

    /** The first of the same stands for all of them. */
    private record Counted(TenantContext tenant, Actor actor, Happening happening, int times) {
        Counted and(Counted others) {
            return new Counted(tenant, actor, happening, times + others.times);
        }
    }

    /** Counts one. The Future succeeds at once unless there is no room for another actor: then that one is written first. */
    public Future<Void> count(TenantContext tenant, Actor actor, Happening happening) {
        var key = new Key(tenant.id(), actor.principal().map(Principal::id), happening.action());
        var once = new Counted(tenant, actor, happening, 1);
        if (counted.size() >= MOST && !counted.containsKey(key)) {
            return write(once);
        }
        counted.merge(key, once, Counted::and);
        return Future.succeededFuture();
    }

    /** Writes what has been counted; what cannot be written now is kept for the next time. */
    public Future<Void> flush() {
        var done = Future.<Void>succeededFuture();
        for (var key : List.copyOf(counted.keySet())) {
            done = done.transform(before -> flush(key)
                    .transform(written -> before.failed()
                            ? Future.failedFuture(before.cause())
                            : written.succeeded() ? Future.succeededFuture() : Future.failedFuture(written.cause())));
        }
        return done;
    }

    private Future<Void> flush(Key key) {
        var taken = counted.remove(key);
        return taken == null
                ? Future.succeededFuture()
                : write(taken).onFailure(failure -> counted.merge(key, taken, Counted::and));
    }

    private Future<Void> write(Counted one) {
        return database.of(one.tenant)
                .transaction(sql -> trail.write(sql, one.tenant, one.actor, one.happening, one.times));
    }
}
