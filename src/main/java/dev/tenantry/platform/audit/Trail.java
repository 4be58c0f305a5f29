package dev.tenantry.platform.audit;

import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Where everything that changes a tenant, and everybody who signs in to it, is written down. */
public final class Trail {
    /** Its tables: what has happened stays written down when the tenant is gone. */
    public static final Set<String> TABLES = Set.of("audit_events", "audit_seals");

    private final AuditRepository rows = new AuditRepository();
    private final List<Consumer<TenantContext>> listeners = new CopyOnWriteArrayList<>();

    /** Calls the listener with every tenant whose trail this process has added to, as soon as it is committed. */
    public void listen(Consumer<TenantContext> listener) {
        listeners.add(listener);
    }

    /**
     * Writes it in the transaction of the change it tells of: both are there or neither. The Future succeeds as soon as the row
     * has been sent, so that others can follow it: when it cannot be written, the transaction fails.
     *
     * @param sql of the caller's transaction, of that tenant
     */
    public Future<Void> write(Sql sql, TenantContext tenant, Actor actor, Happening happening) {
        return write(sql, tenant, actor, happening, 1);
    }

    Future<Void> write(Sql sql, TenantContext tenant, Actor actor, Happening happening, int times) {
        sql.whenCommitted(() -> listeners.forEach(listener -> listener.accept(tenant)));
        rows.insert(sql, actor, happening, times);
        return Future.succeededFuture();
    }
}
