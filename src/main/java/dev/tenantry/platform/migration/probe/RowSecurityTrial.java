package dev.tenantry.platform.migration.probe;

import dev.tenantry.platform.migration.probe.Trial.Lock;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.util.PSQLException;

/**
 * Plain statements of the application's role, with no predicate of ours, for another tenant than the one that is set. They
 * ask for the victim's rows by name, so that no third tenant's row is ever touched or locked.
 */
final class RowSecurityTrial {
    private static final String REFUSED = "42501";
    private final Session application;
    private final UUID attacker;
    private final UUID victim;

    RowSecurityTrial(Session application, UUID attacker, UUID victim) {
        this.application = application;
        this.attacker = attacker;
        this.victim = victim;
    }

    List<Trial> of(TenantTable table) throws SQLException {
        var name = table.name();
        return List.of(
                reach(name, "SELECT", Optional.of(attacker), "SELECT FROM %s WHERE tenant_id = '%s'"),
                reach(name, "SELECT without a tenant", Optional.empty(), "SELECT FROM %s WHERE tenant_id = '%s'"),
                reach(
                        name,
                        "UPDATE",
                        Optional.of(attacker),
                        "UPDATE %s SET tenant_id = tenant_id WHERE tenant_id = '%s'"),
                reach(name, "DELETE", Optional.of(attacker), "DELETE FROM %s WHERE tenant_id = '%s'"),
                write(name, "INSERT", Optional.of(attacker), "INSERT INTO %s (tenant_id) VALUES ('%s')"),
                write(name, "INSERT without a tenant", Optional.empty(), "INSERT INTO %s (tenant_id) VALUES ('%s')"),
                write(
                        name,
                        "UPDATE that gives a row away",
                        Optional.of(attacker),
                        "UPDATE %s SET tenant_id = '%s' WHERE tenant_id = '" + attacker + "'"),
                own(name));
    }

    private Trial reach(String table, String what, Optional<UUID> as, String text) throws SQLException {
        try {
            var rows = run(as, text.formatted(table, victim));
            return rows == 0
                    ? Trial.keptApart(table, Lock.ROW_SECURITY, what)
                    : Trial.leaked(table, Lock.ROW_SECURITY, what, "reached " + rows + " rows of another tenant");
        } catch (SQLException e) {
            return told(table, what, e);
        }
    }

    /** PostgreSQL checks the policy before any constraint: whatever it finds wrong with the row later has passed it. */
    private Trial write(String table, String what, Optional<UUID> as, String text) throws SQLException {
        try {
            var rows = run(as, text.formatted(table, victim));
            return rows == 0
                    ? Trial.notTried(table, Lock.ROW_SECURITY, what, "there is no row to try it with")
                    : leakedRow(table, what);
        } catch (SQLException e) {
            return isConstraintOfTable(e) ? leakedRow(table, what) : told(table, what, e);
        }
    }

    /** Those are checked after the policy; a domain's or a trigger's, which name no table, before it. */
    private static boolean isConstraintOfTable(SQLException failure) {
        return failure instanceof PSQLException error
                && String.valueOf(error.getSQLState()).startsWith("23")
                && error.getServerErrorMessage() != null
                && error.getServerErrorMessage().getTable() != null;
    }

    private static Trial leakedRow(String table, String what) {
        return Trial.leaked(table, Lock.ROW_SECURITY, what, "let a row of another tenant be written");
    }

    private static Trial told(String table, String what, SQLException failure) {
        return REFUSED.equals(failure.getSQLState())
                ? Trial.keptApart(table, Lock.ROW_SECURITY, what)
                : Trial.notTried(table, Lock.ROW_SECURITY, what, String.valueOf(failure.getMessage()));
    }

    /** A table without its policy lets nobody in, not even the tenant itself: nothing has leaked yet, the lock is gone. */
    private Trial own(String table) throws SQLException {
        var what = "the tenant's own row";
        try {
            var rows =
                    run(Optional.of(attacker), "INSERT INTO %s (tenant_id) VALUES ('%s')".formatted(table, attacker));
            assert rows == 1;
        } catch (SQLException e) {
            if (REFUSED.equals(e.getSQLState())) {
                return Trial.leaked(
                        table,
                        Lock.ROW_SECURITY,
                        what,
                        "is refused as well: the policy of tenant_table() is missing or another one");
            }
        }
        return Trial.keptApart(table, Lock.ROW_SECURITY, what);
    }

    private int run(Optional<UUID> as, String text) throws SQLException {
        return application.rolledBack(as, statement -> Session.rows(statement, text));
    }
}
