package dev.tenantry.platform.migration.probe;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;

/** One connection, used in transactions that have a tenant set or none. */
record Session(Connection connection) {

    /** Work inside a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T on(Statement statement) throws SQLException;
    }

    <T> T rolledBack(Optional<UUID> tenant, Work<T> work) throws SQLException {
        try (var statement = begun(tenant)) {
            return work.on(statement);
        } finally {
            connection.rollback();
        }
    }

    <T> T committed(UUID tenant, Work<T> work) throws SQLException {
        try (var statement = begun(Optional.of(tenant))) {
            var result = work.on(statement);
            connection.commit();
            return result;
        } finally {
            connection.rollback();
        }
    }

    private Statement begun(Optional<UUID> tenant) throws SQLException {
        var statement = connection.createStatement();
        if (tenant.isPresent()) {
            statement.execute("SET LOCAL app.tenant_id = '" + tenant.get() + "'");
        }
        return statement;
    }

    /** The rows a query has or a command has changed. */
    static int rows(Statement statement, String text) throws SQLException {
        if (!statement.execute(text)) {
            return Math.max(0, statement.getUpdateCount());
        }
        try (var found = statement.getResultSet()) {
            return count(found);
        }
    }

    private static int count(ResultSet found) throws SQLException {
        var rows = 0;
        while (found.next()) {
            rows++;
        }
        return rows;
    }
}
