package dev.tenantry.platform.sql;

import dev.tenantry.platform.sql.listen.ChannelNames;
import dev.tenantry.platform.sql.listen.Listener;
import dev.tenantry.platform.sql.listen.Listening;
import dev.tenantry.platform.sql.scope.StatementScoper;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Optional;
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
        return new PooledSql(main, reach(tenant));
    }

    private Reach reach(TenantContext tenant) {
        return new Reach(scoper, Optional.of(tenant.id()), ChannelNames.ofControlLine(tenant.id()));
    }

    /**
     * Deletes every row of the tenant in every table of the main database that has a tenant; of both lines, as long as they
     * are there. In many transactions: when it fails it may be called again.
     *
     * @param kept tables that are left as they are
     */
    public Future<Void> deleteAll(TenantContext tenant, Set<String> kept) {
        return new TenantRows(main, reach(tenant), tenant.id()).delete(kept);
    }

    /** SQL for the few tables without a tenant. A statement that names another one is refused. */
    public Sql acrossTenants() {
        return new PooledSql(main, new Reach(scoper, Optional.empty(), ChannelNames.acrossTenants()));
    }

    /** Hears what is notified across tenants, by any process. */
    public Future<Listening> listen(String channel, Listener listener) {
        return listen(ChannelNames.acrossTenants(), channel, listener);
    }

    /** Hears what is notified for this tenant through this door, by any process. */
    public Future<Listening> listen(TenantContext tenant, String channel, Listener listener) {
        return listen(ChannelNames.ofControlLine(tenant.id()), channel, listener);
    }

    private Future<Listening> listen(ChannelNames names, String channel, Listener listener) {
        return main.channels()
                .listen(names.physical(channel), listener)
                .recover(failure -> Future.failedFuture(SqlErrors.translate(failure)));
    }

    /** Succeeds when the database answers. */
    public Future<Void> ping() {
        return acrossTenants().first(PING, row -> row.getInteger(0)).mapEmpty();
    }
}
