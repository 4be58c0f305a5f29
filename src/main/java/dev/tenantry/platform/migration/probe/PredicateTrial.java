package dev.tenantry.platform.migration.probe;

import dev.tenantry.platform.migration.probe.TenantTable.Column;
import dev.tenantry.platform.migration.probe.Trial.Lock;
import dev.tenantry.platform.sql.scope.ScopedStatement;
import dev.tenantry.platform.sql.text.StatementRefused;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What the scoper makes of statements that ask for the victim's rows, run by a role that row security does not bind. */
final class PredicateTrial {
    private static final String TAKEN = "23505";
    private final Session owner;
    private final Function<String, ScopedStatement> scoper;
    private final UUID attacker;
    private final UUID victim;

    PredicateTrial(Session owner, Function<String, ScopedStatement> scoper, UUID attacker, UUID victim) {
        this.owner = owner;
        this.scoper = scoper;
        this.attacker = attacker;
        this.victim = victim;
    }

    /** @param own an INSERT of a row of the attacker's, if one is known */
    List<Trial> of(TenantTable table, Optional<String> own) throws SQLException {
        if (bound(table)) {
            return List.of(Trial.notTried(
                    table.name(), Lock.PREDICATE, "all of it", "the owner is bound by row security as well"));
        }
        var trials = new ArrayList<Trial>();
        for (var text : statements(table)) {
            trials.add(trial(table, text));
        }
        trials.add(
                own.isPresent()
                        ? trial(table, own.get() + " RETURNING tenant_id")
                        : Trial.notTried(table.name(), Lock.PREDICATE, "INSERT of an own row", "no row could be made"));
        return trials;
    }

    private List<String> statements(TenantTable table) {
        var of = " WHERE tenant_id = '" + victim + "'";
        var statements = new ArrayList<>(List.of(
                "SELECT tenant_id FROM " + table.name() + of,
                "DELETE FROM " + table.name() + of,
                "INSERT INTO " + table.name() + " (tenant_id) VALUES ('" + victim + "')"));
        column(table).ifPresent(name -> statements.add("UPDATE " + table.name() + " SET " + name + " = " + name + of));
        return statements;
    }

    private static Optional<String> column(TenantTable table) {
        return table.columns().stream()
                .filter(Column::writable)
                .map(Column::name)
                .findFirst();
    }

    private Trial trial(TenantTable table, String text) throws SQLException {
        var name = table.name();
        var what =
                text.substring(0, text.indexOf(' ')) + (text.endsWith("RETURNING tenant_id") ? " of an own row" : "");
        try {
            var scoped = scoper.apply(text);
            return run(scoped) == 0
                    ? Trial.keptApart(name, Lock.PREDICATE, what)
                    : Trial.leaked(name, Lock.PREDICATE, what, "reached rows of another tenant: " + scoped.text());
        } catch (StatementRefused e) {
            // To name the tenant is what an INSERT must not do; anything else is refused for want of something.
            return what.equals("INSERT")
                    ? Trial.keptApart(name, Lock.PREDICATE, what)
                    : Trial.notTried(name, Lock.PREDICATE, what, e.reason());
        } catch (SQLException e) {
            return judged(name, what, e);
        }
    }

    private static Trial judged(String name, String what, SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        if (what.equals("INSERT") && state.startsWith("23")) {
            return Trial.leaked(name, Lock.PREDICATE, what, "let a row of another tenant be written");
        }
        // Every key has the tenant in it: only a row of the attacker's can be in the way of one.
        return state.equals(TAKEN)
                ? Trial.keptApart(name, Lock.PREDICATE, what)
                : Trial.notTried(name, Lock.PREDICATE, what, String.valueOf(failure.getMessage()));
    }

    /** Prepared by name, since the text has PostgreSQL's own parameters. */
    private int run(ScopedStatement scoped) throws SQLException {
        return owner.rolledBack(Optional.empty(), statement -> {
            statement.execute("PREPARE tenantry_trial AS " + scoped.text());
            try {
                return foreign(statement, "EXECUTE tenantry_trial" + (scoped.ofTenant() ? "('" + attacker + "')" : ""));
            } finally {
                owner.connection().rollback();
                statement.execute("DEALLOCATE tenantry_trial");
            }
        });
    }

    /** How many rows of somebody else were changed or came back. */
    private int foreign(Statement statement, String text) throws SQLException {
        if (!statement.execute(text)) {
            return Math.max(0, statement.getUpdateCount());
        }
        try (var rows = statement.getResultSet()) {
            var foreign = 0;
            while (rows.next()) {
                foreign += attacker.toString().equals(rows.getString(1)) ? 0 : 1;
            }
            return foreign;
        }
    }

    private boolean bound(TenantTable table) throws SQLException {
        return owner.rolledBack(Optional.empty(), statement -> {
            try (var answer = statement.executeQuery(
                    "SELECT row_security_active('" + table.name().replace("'", "''") + "')")) {
                return answer.next() && answer.getBoolean(1);
            }
        });
    }
}
