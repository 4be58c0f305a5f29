package dev.tenantry.platform.probe;

import dev.tenantry.platform.probe.TenantTable.Column;
import dev.tenantry.platform.probe.Trial.Lock;
import dev.tenantry.platform.sql.scope.ScopedStatement;
import dev.tenantry.platform.sql.text.StatementRefused;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What the scoper makes of statements that ask for the victim's rows, run by a role that row security does not bind. */
final class PredicateTrial {
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

    List<Trial> of(TenantTable table) throws SQLException {
        if (bound(table)) {
            return List.of(Trial.notTried(
                    table.name(), Lock.PREDICATE, "all of it", "the owner is bound by row security as well"));
        }
        var trials = new ArrayList<Trial>();
        for (var text : statements(table)) {
            trials.add(trial(table, text));
        }
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
        var what = text.substring(0, text.indexOf(' '));
        try {
            var scoped = scoper.apply(text);
            return run(scoped) == 0
                    ? Trial.keptApart(table.name(), Lock.PREDICATE, what)
                    : Trial.leaked(
                            table.name(), Lock.PREDICATE, what, "reached rows of another tenant: " + scoped.text());
        } catch (StatementRefused e) {
            return Trial.keptApart(table.name(), Lock.PREDICATE, what);
        } catch (SQLException e) {
            return String.valueOf(e.getSQLState()).startsWith("23")
                    ? Trial.leaked(table.name(), Lock.PREDICATE, what, "let a row of another tenant be written")
                    : Trial.notTried(table.name(), Lock.PREDICATE, what, String.valueOf(e.getMessage()));
        }
    }

    /** Prepared by name, since the text has PostgreSQL's own parameters. */
    private int run(ScopedStatement scoped) throws SQLException {
        return owner.rolledBack(Optional.empty(), statement -> {
            statement.execute("PREPARE tenantry_trial AS " + scoped.text());
            try {
                return Session.rows(
                        statement, "EXECUTE tenantry_trial" + (scoped.ofTenant() ? "('" + attacker + "')" : ""));
            } finally {
                owner.connection().rollback();
                statement.execute("DEALLOCATE tenantry_trial");
            }
        });
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
