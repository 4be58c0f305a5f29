package dev.tenantry.platform.sql;

import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Set;

/** The door to the control line: the tables of the main database that are about tenants, people and their tokens. */
public final class ControlDatabase {
    private static final String PING = "SELECT 1";
    private final DatabasePool main;
    private final StatementScoper scoper = new StatementScoper(Set.of());

    public ControlDatabase(DatabasePool main) {
        this.main = main;
    }

    /** SQL that sees rows of this tenant alone, in the tables that have a tenant, and the few tables that have none. */
    public Sql of(TenantContext tenant) {
        return new TenantSql(main, scoper, tenant.id());
    }

    /** SQL for the few tables without a tenant. Tables that have one show no rows here: row security sees no tenant set. */
    public Sql acrossTenants() {
        return new GlobalSql(main.connections());
    }

    /** Succeeds when the database answers. */
    public Future<Void> ping() {
        return acrossTenants().first(PING, row -> row.getInteger(0)).mapEmpty();
    }
}
