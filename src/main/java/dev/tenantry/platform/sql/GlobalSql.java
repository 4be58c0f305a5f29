package dev.tenantry.platform.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/** Statements without a tenant, each on any free connection. */
final class GlobalSql extends StatementRunner {
    private final Pool pool;

    GlobalSql(Pool pool) {
        this.pool = pool;
    }

    @Override
    Future<RowSet<Row>> run(String statement, Tuple values) {
        return pool.preparedQuery(statement).execute(values);
    }

    @Override
    public <T> Future<T> transaction(Function<Sql, Future<T>> work) {
        return pool.getConnection()
                .recover(failure -> Future.failedFuture(SqlErrors.translate(failure)))
                .compose(connection -> new OpenTransaction(connection, "BEGIN", text -> text).run(work));
    }
}
