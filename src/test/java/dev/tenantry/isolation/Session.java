package dev.tenantry.isolation;

import dev.tenantry.isolation.Outcome.State;
import dev.tenantry.platform.config.DatabaseServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** A connection as one role: runs a statement, looks at the tables and undoes it, in one round trip. */
final class Session implements AutoCloseable {
    private static final String DIGEST =
            // Only what writes or locks has a transaction id.
            "SELECT own, others FROM oracle.digest('" + Tenants.OWN
                    + "') WHERE pg_current_xact_id_if_assigned() IS NOT NULL;";
    private static final String GENERIC = "-c plan_cache_mode=force_generic_plan";
    private static final String UNDO = "ROLLBACK;DEALLOCATE ALL";
    private static final String NULL = "\u2205";
    private final Connection connection;
    private final Statement command;
    private final State untouched;

    /** @param looks whether it looks at the test database's tables */
    private Session(DatabaseServer server, String settings, boolean looks) {
        try {
            var properties = new Properties();
            properties.setProperty("user", server.user());
            properties.setProperty("password", server.password().reveal());
            // Texts with $1 pass as they are, several in one message.
            properties.setProperty("preferQueryMode", "simple");
            properties.setProperty(
                    "options", "-c search_path=public,pg_temp -c statement_timeout=3000 -c jit=off " + settings);
            connection = DriverManager.getConnection(
                    "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + server.database(), properties);
            command = connection.createStatement();
            command.setEscapeProcessing(false);
            untouched = looks ? digest() : new State("", "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Row security does not hold for a superuser; the plan is the one for any value of the parameters. */
    static Session superuser(DatabaseServer server) {
        return new Session(server, GENERIC, true);
    }

    /** For plans alone, in any database. */
    static Session planner(DatabaseServer server) {
        return new Session(server, GENERIC, false);
    }

    /** As the product's own connections are, with the tenant set. */
    static Session application(DatabaseServer server) {
        return new Session(server, "-c app.tenant_id=" + Tenants.OWN, true);
    }

    State untouched() {
        return untouched;
    }

    Outcome run(Sent sent) {
        return run(sent, "");
    }

    Outcome runAndExplain(Sent sent) {
        return run(sent, "EXPLAIN (VERBOSE, COSTS OFF, FORMAT JSON) " + sent.execute() + ";");
    }

    /** The plan alone, of a statement that is not run. */
    Outcome explain(Sent sent) {
        return guarded(
                "BEGIN;" + sent.prepare() + "EXPLAIN (VERBOSE, COSTS OFF, FORMAT JSON) " + sent.execute() + ";" + UNDO,
                results -> {
                    var plan = results.get(results.size() - 3);
                    return new Outcome(List.of(), 0, Optional.empty(), untouched, plan.rows.get(1));
                });
    }

    private Outcome run(Sent sent, String explain) {
        var message = "BEGIN;" + sent.prepare() + explain + sent.execute() + ";" + DIGEST + UNDO;
        return guarded(message, results -> {
            var last = results.size() - 1;
            var digest = results.get(last - 2);
            var done = results.get(last - 3);
            var plan = explain.isEmpty() ? "" : results.get(last - 4).rows.get(1);
            return new Outcome(
                    done.rows, done.changed, Optional.empty(), digest.state().orElse(untouched), plan);
        });
    }

    private Outcome guarded(String message, java.util.function.Function<List<Result>, Outcome> read) {
        try {
            return read.apply(send(message));
        } catch (SQLException failed) {
            undo();
            return Outcome.failed(failed.getSQLState(), failed.getMessage(), untouched);
        }
    }

    private void undo() {
        try {
            command.execute(UNDO);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private State digest() throws SQLException {
        var found = send("SELECT own, others FROM oracle.digest('" + Tenants.OWN + "')");
        return found.get(0).state().orElseThrow();
    }

    private record Result(List<String> rows, long changed, List<String> lastRow) {

        Optional<State> state() {
            return lastRow.isEmpty() ? Optional.empty() : Optional.of(new State(lastRow.get(0), lastRow.get(1)));
        }
    }

    private List<Result> send(String message) throws SQLException {
        var results = new ArrayList<Result>();
        var hasRows = command.execute(message);
        while (hasRows || command.getUpdateCount() != -1) {
            if (hasRows) {
                try (var rows = command.getResultSet()) {
                    results.add(read(rows));
                }
            } else {
                results.add(new Result(List.of(), command.getUpdateCount(), List.of()));
            }
            hasRows = command.getMoreResults();
        }
        return results;
    }

    private static Result read(ResultSet rows) throws SQLException {
        var columns = rows.getMetaData().getColumnCount();
        var lines = new ArrayList<String>();
        var row = new ArrayList<String>();
        for (int column = 1; column <= columns; column++) {
            row.add(rows.getMetaData().getColumnLabel(column));
        }
        lines.add(String.join("|", row));
        row.clear();
        while (rows.next()) {
            row.clear();
            for (int column = 1; column <= columns; column++) {
                var value = rows.getString(column);
                row.add(value == null ? NULL : value);
            }
            lines.add(String.join("|", row));
        }
        return new Result(lines, -1, List.copyOf(row));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
