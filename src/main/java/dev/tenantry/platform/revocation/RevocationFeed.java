package dev.tenantry.platform.revocation;

import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** What has been taken away lately, as far as this node knows. */
public final class RevocationFeed {
    private final ControlDatabase database;
    private final RevocationRepository rows = new RevocationRepository();
    private final List<Consumer<Revoked>> listeners = new CopyOnWriteArrayList<>();

    public RevocationFeed(ControlDatabase database) {
        this.database = database;
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
        return database.of(tenant)
                .transaction(sql -> {
                    var revoking = new Revoking(sql, tenant, rows);
                    return work.apply(revoking).map(done -> new Done<>(done, revoking.written()));
                })
                .map(done -> {
                    done.revoked().forEach(this::apply);
                    return done.result();
                });
    }

    private record Done<T>(T result, List<Revoked> revoked) {}

    private void apply(Revoked revoked) {
        listeners.forEach(listener -> listener.accept(revoked));
    }
}
