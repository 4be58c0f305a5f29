package dev.tenantry.proof;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.migration.probe.TenantTable;
import dev.tenantry.platform.migration.probe.TenantTable.Column;
import dev.tenantry.platform.migration.probe.Trial;
import dev.tenantry.platform.migration.probe.Trial.Lock;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.sql.text.StatementRefused;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Statements through one of the application's own doors. */
final class DoorRepository {
    private static final Set<ErrorCode> AFTER_BOTH_LOCKS = Set.of(ErrorCode.INVALID_INPUT, ErrorCode.CONFLICT);
    private final String door;
    private final Sql sql;
    private final UUID tenant;

    /** @param sql of this tenant */
    DoorRepository(String door, Sql sql, UUID tenant) {
        this.door = door;
        this.sql = sql;
        this.tenant = tenant;
    }

    /** Ends a transaction that has found out what it was for. */
    private static final class Counted extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int rows;

        Counted(int rows) {
            super("rolled back", null, false, false);
            this.rows = rows;
        }
    }

    Future<Integer> insert(String statement) {
        return sql.change(statement);
    }

    /** Asks for the victim's rows by name; whatever it would change is rolled back. */
    Future<List<Trial>> trials(TenantTable table, UUID victim) {
        var of = " WHERE tenant_id = '" + victim + "'";
        var trials = new ArrayList<Future<Trial>>();
        trials.add(trial(
                table,
                "SELECT",
                tx -> tx.list("SELECT tenant_id FROM " + table.name() + of, row -> 1)
                        .map(List::size)));
        trials.add(trial(table, "DELETE", tx -> tx.change("DELETE FROM " + table.name() + of)));
        trials.add(trial(
                table,
                "INSERT",
                tx -> tx.change("INSERT INTO " + table.name() + " (tenant_id) VALUES ('" + victim + "')")));
        trials.add(trial(
                table,
                "UPDATE that gives rows away",
                tx -> tx.change("UPDATE " + table.name() + " SET tenant_id = '" + victim + "' WHERE tenant_id = '"
                        + tenant + "'")));
        table.columns().stream()
                .filter(Column::writable)
                .map(Column::name)
                .findFirst()
                .ifPresent(name -> trials.add(trial(
                        table,
                        "UPDATE",
                        tx -> tx.change("UPDATE " + table.name() + " SET " + name + " = " + name + of))));
        return Future.all(trials).map(all -> all.<Trial>list());
    }

    private Future<Trial> trial(TenantTable table, String what, Function<Sql, Future<Integer>> work) {
        var told = door + ", " + what;
        return sql.<Integer>transaction(tx -> work.apply(tx).compose(rows -> Future.failedFuture(new Counted(rows))))
                .transform(result -> Future.succeededFuture(judged(table, told, result.cause())));
    }

    private static Trial judged(TenantTable table, String what, Throwable outcome) {
        if (outcome instanceof Counted counted) {
            return counted.rows == 0
                    ? Trial.keptApart(table.name(), Lock.DOOR, what)
                    : Trial.leaked(
                            table.name(), Lock.DOOR, what, "reached " + counted.rows + " rows of another tenant");
        }
        if (outcome instanceof AppException failure) {
            return AFTER_BOTH_LOCKS.contains(failure.code())
                    ? Trial.leaked(table.name(), Lock.DOOR, what, "let a row of another tenant be written")
                    : Trial.notTried(table.name(), Lock.DOOR, what, failure.text());
        }
        return outcome instanceof StatementRefused || isRowSecurity(outcome)
                ? Trial.keptApart(table.name(), Lock.DOOR, what)
                : Trial.notTried(table.name(), Lock.DOOR, what, String.valueOf(outcome));
    }

    private static boolean isRowSecurity(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("42501");
    }
}
