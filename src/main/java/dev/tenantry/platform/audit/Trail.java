package dev.tenantry.platform.audit;

import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;

/** Where everything that changes a tenant, and everybody who signs in to it, is written down. */
public final class Trail {
    private final AuditRepository rows = new AuditRepository();

    /**
     * Writes it in the transaction of the change it tells of: both are there or neither.
     *
     * @param sql of the caller's transaction, of that tenant
     */
    public Future<Void> write(Sql sql, TenantContext tenant, Actor actor, Happening happening) {
        return rows.insert(sql, actor, happening).mapEmpty();
    }
}
