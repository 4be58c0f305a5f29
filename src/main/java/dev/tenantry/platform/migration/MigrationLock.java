package dev.tenantry.platform.migration;

import dev.tenantry.platform.error.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node at a time prepares a database; the lock ends with the connection. */
final class MigrationLock {
    private static final Logger LOG = LoggerFactory.getLogger(MigrationLock.class);
    private static final long LOCK = 0x74656e616e747279L;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private final Connection connection;

    MigrationLock(Connection connection) {
        this.connection = connection;
    }

    /** @param patience how long another node may take */
    void take(Duration patience) throws SQLException {
        if (isFree()) {
            return;
        }
        LOG.info("Another node is preparing the database: waiting for it");
        try {
            select("SELECT set_config('lock_timeout', '" + patience.toMillis() + "ms', false)");
            select("SELECT pg_advisory_lock(" + LOCK + ")");
            select("SELECT set_config('lock_timeout', '0', false)");
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw new StartupException(
                        "Another node has been preparing the database for longer than %d seconds: see its log, or end its connection tenantry-migration in pg_stat_activity."
                                .formatted(patience.toSeconds()),
                        e);
            }
            throw e;
        }
    }

    private boolean isFree() throws SQLException {
        try (var query = connection.createStatement();
                var rows = query.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private void select(String call) throws SQLException {
        try (var query = connection.createStatement()) {
            query.executeQuery(call).close();
        }
    }
}
