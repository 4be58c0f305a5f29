package dev.tenantry.platform.sql;

import dev.tenantry.platform.sql.listen.ChannelNames;
import dev.tenantry.platform.sql.listen.Listener;
import dev.tenantry.platform.sql.listen.Listening;
import dev.tenantry.platform.sql.scope.ScopedStatement;
import dev.tenantry.platform.sql.scope.StatementScoper;
import dev.tenantry.platform.tenancy.Placement;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Optional;

/** The door to a tenant's own tables (the tenant line), wherever its placement put them. */
public final class TenantDatabase {
    private final DatabasePool main;
    private final StatementScoper scoper;

    public TenantDatabase(DatabasePool main) {
        this.main = main;
        this.scoper = new StatementScoper(main::schema, withoutTenant -> false);
    }

    /** SQL that sees and changes rows of this tenant alone. */
    public Sql of(TenantContext tenant) {
        return new PooledSql(
                poolOf(tenant.placement()),
                new Reach(scoper, Optional.of(tenant.id()), ChannelNames.ofTenantLine(tenant.id())));
    }

    /** Hears what is notified for this tenant through this door, by any process. */
    public Future<Listening> listen(TenantContext tenant, String channel, Listener listener) {
        return poolOf(tenant.placement())
                .channels()
                .listen(ChannelNames.ofTenantLine(tenant.id()).physical(channel), listener)
                .recover(failure -> Future.failedFuture(SqlErrors.translate(failure)));
    }

    /** What is sent for a statement. */
    public ScopedStatement scoped(String statement) {
        return scoper.scope(statement);
    }

    private DatabasePool poolOf(Placement placement) {
        if (placement instanceof Placement.SharedTables) {
            return main;
        }
        throw new IllegalStateException("No database for placement " + placement);
    }
}
