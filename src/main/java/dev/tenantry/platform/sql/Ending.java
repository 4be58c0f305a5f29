package dev.tenantry.platform.sql;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;

/** The one way a connection that had a transaction goes back to the pool: without it. */
final class Ending {
    private Ending() {}

    /**
     * A cancel that comes late can hit the COMMIT or ROLLBACK itself, and the transaction would stay: it is rolled back
     * until that is done or the connection is lost.
     */
    static Future<Void> giveBack(SqlConnection connection, Future<?> ended) {
        return ended.transform(end -> end.succeeded() ? connection.close() : rollBackAndClose(connection, end.cause()));
    }

    private static Future<Void> rollBackAndClose(SqlConnection connection, Throwable cause) {
        return cause instanceof PgException ? giveBack(connection, rollBack(connection)) : connection.close();
    }

    /** Whether there still is a transaction is not known, and that there is none is no news. */
    private static Future<?> rollBack(SqlConnection connection) {
        PgConnection.cast(connection).noticeHandler(none -> {});
        return connection.query("ROLLBACK").execute();
    }
}
