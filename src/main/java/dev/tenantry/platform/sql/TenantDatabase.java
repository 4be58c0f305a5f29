package dev.tenantry.platform.sql;

import dev.tenantry.platform.tenancy.Placement;
import dev.tenantry.platform.tenancy.TenantContext;
import java.util.Set;

/** The door to a tenant's own tables (the tenant line), wherever its placement put them. */
public final class TenantDatabase {
    private final DatabasePool main;
    private final StatementScoper scoper;

    /** @param tablesWithoutTenant what lies beside a tenant's tables and is not reached through this door */
    public TenantDatabase(DatabasePool main, Set<String> tablesWithoutTenant) {
        this.main = main;
        this.scoper = new StatementScoper(tablesWithoutTenant);
    }

    /** SQL that sees and changes rows of this tenant alone. */
    public Sql of(TenantContext tenant) {
        return new TenantSql(poolOf(tenant.placement()), scoper, tenant.id());
    }

    private DatabasePool poolOf(Placement placement) {
        if (placement instanceof Placement.SharedTables) {
            return main;
        }
        throw new IllegalStateException("No database for placement " + placement);
    }
}
