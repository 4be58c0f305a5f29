package dev.tenantry.platform.sql;

import dev.tenantry.platform.sql.scope.StatementScoper;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;

/**
 * SQL of one tenant. The tenant is set inside the transaction only ({@code SET LOCAL}), so that no error, cancel or lost
 * connection can leave it behind for the next borrower.
 */
final class TenantSql extends StatementRunner {
    private final DatabasePool pool;
    private final StatementScoper scoper;
    private final TenantId tenant;
    private final String begin;

    TenantSql(DatabasePool pool, StatementScoper scoper, TenantId tenant) {
        this.pool = pool;
        this.scoper = scoper;
        this.tenant = tenant;
        // A UUID's text is hexadecimal digits and hyphens: it can stand in a simple query, and one message does both.
        this.begin = "BEGIN; SET LOCAL app.tenant_id = '" + tenant.value() + "'";
    }

    @Override
    Future<RowSet<Row>> run(String statement, Tuple values) {
        var bound = bind(statement, values);
        return pool.connections().getConnection().compose(connection -> bracket(connection, bound));
    }

    /** Four messages, one round trip: nothing is awaited between them. */
    private Future<RowSet<Row>> bracket(SqlConnection connection, BoundStatement bound) {
        var begun = connection.query(begin).execute();
        var result = connection.preparedQuery(bound.text()).execute(bound.values());
        // After a failed statement COMMIT rolls back and still succeeds: the statement's own Future is the judge.
        var committed = connection.query("COMMIT").execute();
        return Future.join(begun, result, committed)
                .eventually(connection::close)
                .compose(all -> result);
    }

    @Override
    public <T> Future<T> transaction(Function<Sql, Future<T>> work) {
        return pool.connections()
                .getConnection()
                .recover(failure -> Future.failedFuture(SqlErrors.translate(failure)))
                .compose(connection -> new OpenTransaction(connection, begin, this::bind).run(work));
    }

    private BoundStatement bind(String statement, Tuple values) {
        return BoundStatement.of(tenant, statement, scoper.scope(statement), values);
    }
}
