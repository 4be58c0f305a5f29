package dev.tenantry.platform.sql;

import dev.tenantry.platform.sql.scope.StatementScoper;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/** Statements without a tenant, each on any free connection. */
final class GlobalSql extends StatementRunner {
    private final DatabasePool pool;
    private final StatementScoper scoper;

    GlobalSql(DatabasePool pool, StatementScoper scoper) {
        this.pool = pool;
        this.scoper = scoper;
    }

    @Override
    Future<RowSet<Row>> run(String statement, Tuple values) {
        var bound = bind(statement, values);
        return pool.connections().preparedQuery(bound.text()).execute(bound.values());
    }

    @Override
    public <T> Future<T> transaction(Function<Sql, Future<T>> work) {
        return pool.connections()
                .getConnection()
                .recover(failure -> Future.failedFuture(SqlErrors.translate(failure)))
                .compose(connection -> new OpenTransaction(connection, "BEGIN", this::bind).run(work));
    }

    private BoundStatement bind(String statement, Tuple values) {
        return BoundStatement.withoutTenant(statement, scoper.scope(statement), values);
    }
}
