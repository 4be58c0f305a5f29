package dev.tenantry.platform.sql;

import dev.tenantry.platform.sql.scope.StatementScoper;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Set;

/** The door to the control line: the tables of the main database that are about tenants, people and their tokens. */
public final class ControlDatabase {
    private static final String PING = "SELECT 1";
    private final DatabasePool main;
    private final StatementScoper scoper;

    /** @param tablesWithoutTenant the only tables that are used as they are */
    public ControlDatabase(DatabasePool main, Set<String> tablesWithoutTenant) {
        this.main = main;
        this.scoper = new StatementScoper(
                main::schema,
                relation -> relation.schema().equals("public") && tablesWithoutTenant.contains(relation.name()));
    }

    /** SQL that sees rows of this tenant alone, in the tables that have a tenant, and the few tables that have none. */
    public Sql of(TenantContext tenant) {
        return new TenantSql(main, scoper, tenant.id());
    }

    /** SQL for the few tables without a tenant. A statement that names another one is refused. */
    public Sql acrossTenants() {
        return new GlobalSql(main, scoper);
    }

    /** Succeeds when the database answers. */
    public Future<Void> ping() {
        return acrossTenants().first(PING, row -> row.getInteger(0)).mapEmpty();
    }
}
