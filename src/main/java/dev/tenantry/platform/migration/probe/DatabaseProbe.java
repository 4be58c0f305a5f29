package dev.tenantry.platform.migration.probe;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.migration.Migrations;
import dev.tenantry.platform.sql.scope.ScopedStatement;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** A database seen past the doors, by one prover at a time. Every method blocks. */
public final class DatabaseProbe implements AutoCloseable {
    private static final long LOCK = 0x70726f7665000000L;
    private final Connection owner;
    private final Connection application;
    private final List<TenantTable> tables;
    private final TenantRows rows;

    private DatabaseProbe(Connection owner, Connection application, List<TenantTable> tables) {
        this.owner = owner;
        this.application = application;
        this.tables = tables;
        this.rows = new TenantRows(new Session(owner), tables);
    }

    /** @throws StartupException when another prover is at work in this database */
    public static DatabaseProbe open(DatabaseServer owner, DatabaseServer application) throws SQLException {
        var asOwner = Migrations.connect(owner);
        try {
            takeLock(asOwner, owner.place());
            var tables = TenantTables.read(asOwner);
            asOwner.setAutoCommit(false);
            var asApplication = Migrations.connect(application);
            asApplication.setAutoCommit(false);
            return new DatabaseProbe(asOwner, asApplication, tables);
        } catch (SQLException | RuntimeException e) {
            asOwner.close();
            throw e;
        }
    }

    private static void takeLock(Connection owner, String place) throws SQLException {
        try (var query = owner.createStatement();
                var free = query.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            if (!free.next() || !free.getBoolean(1)) {
                throw new StartupException("The isolation of " + place + " is being proved already: wait for its end.");
            }
        }
    }

    public List<TenantTable> tables() {
        return tables;
    }

    /**
     * By table, a text that is another one as soon as any of the tenant's rows is, or any that they refer to.
     *
     * @param without the tables that are not looked at
     */
    public Map<String, String> digest(UUID tenant, Set<String> without) throws SQLException {
        return rows.digest(tenant, without);
    }

    /** Takes away the tenant's rows of one table. */
    public void empty(UUID tenant, String table) throws SQLException {
        rows.empty(tenant, table);
    }

    /** By table, what the tenant has: the first rows, as JSON. */
    public Map<String, List<JsonObject>> rows(UUID tenant) throws SQLException {
        return rows.read(tenant);
    }

    /** Statements without a predicate, as the application's role with the attacker's tenant set. */
    public List<Trial> rowSecurityAlone(TenantTable table, UUID attacker, UUID victim) throws SQLException {
        return new RowSecurityTrial(new Session(application), attacker, victim).of(table);
    }

    /** Scoped statements with the attacker's tenant, as the owner where row security does not bind it. */
    public List<Trial> predicateAlone(
            TenantTable table, Function<String, ScopedStatement> scoper, UUID attacker, UUID victim)
            throws SQLException {
        var own = new SampleRow(table, tables, rows.read(attacker)).insert(attacker.toString(), true, false);
        return new PredicateTrial(new Session(owner), scoper, attacker, victim).of(table, own);
    }

    /**
     * Takes away all of the tenant's rows, the tenant itself, and what only its rows referred to: all or nothing.
     *
     * @param tenants the table whose rows are the tenants
     * @param referred the tables without a tenant whose rows go as well when nothing refers to them any more
     */
    public void remove(UUID tenant, String tenants, List<String> referred) throws SQLException {
        rows.remove(tenant, tenants, referred);
    }

    @Override
    public void close() throws SQLException {
        try (owner) {
            application.close();
        }
    }
}
