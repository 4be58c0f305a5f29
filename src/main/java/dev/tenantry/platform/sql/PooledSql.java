package dev.tenantry.platform.sql;

import dev.tenantry.platform.sql.scope.ScopedStatement.Form;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Statements outside of a transaction, each the cheapest way that keeps both locks: one round trip. */
final class PooledSql extends StatementRunner {
    private final DatabasePool pool;
    private final Reach reach;

    PooledSql(DatabasePool pool, Reach reach) {
        this.pool = pool;
        this.reach = reach;
    }

    @Override
    Future<RowSet<Row>> run(String statement, Tuple values) {
        var bound = reach.bind(statement, values);
        if (bound.form() == Form.PLAIN_READ) {
            return read(bound);
        }
        return reach.tenant().isPresent()
                ? bracket(connection -> bound.on(connection))
                : pool.connections().preparedQuery(bound.text()).execute(bound.values());
    }

    /** Reads share a connection; one that is known to be slow has one of its own, so that no other waits behind it. */
    private Future<RowSet<Row>> read(BoundStatement bound) {
        var reads = pool.reads();
        var read = bound.ofTenant()
                ? reads.ofTenant(bound.text(), bound.values().size())
                : reads.withoutTenant(bound.text());
        return read.isSlow()
                ? bracket(connection -> read.timed(() -> bound.on(connection)))
                : reads.run(read, bound.values());
    }

    @Override
    Future<RowSet<Row>> runBatch(String statement, List<Tuple> rows) {
        var bound = rows.stream().map(values -> reach.bind(statement, values)).toList();
        return bracket(connection -> BoundStatement.all(bound, connection));
    }

    private <T> Future<T> bracket(Function<SqlConnection, Future<T>> statement) {
        return pool.connections().getConnection().compose(connection -> bracket(connection, statement));
    }

    /** Opening, statement and COMMIT are one round trip: nothing is awaited between them. */
    private <T> Future<T> bracket(SqlConnection connection, Function<SqlConnection, Future<T>> statement) {
        var begun = connection.query(reach.begin()).execute();
        var result = statement.apply(connection);
        // After a failed statement COMMIT rolls back and still succeeds: the statement's own Future is the judge.
        var committed = connection.query("COMMIT").execute();
        return Future.join(begun, result, committed)
                .eventually(() -> Ending.giveBack(connection, committed))
                .compose(all -> result);
    }

    @Override
    public <T> Future<T> transaction(Function<Sql, Future<T>> work) {
        return pool.connections()
                .getConnection()
                .recover(failure -> Future.failedFuture(SqlErrors.translate(failure)))
                .compose(connection -> OpenTransaction.on(connection, reach, work));
    }

    @Override
    public <T> Future<T> savepoint(Function<Sql, Future<T>> work) {
        return transaction(work);
    }

    @Override
    public void whenCommitted(Runnable done) {
        throw new IllegalStateException("There is no transaction to wait for");
    }

    @Override
    public void unawaited(String statement, @Nullable Object... values) {
        throw new IllegalStateException("There is no transaction that would wait for it");
    }

    @Override
    Future<RowSet<Row>> send(String notification, Tuple values) {
        return pool.connections().preparedQuery(notification).execute(values);
    }

    @Override
    Reach reach() {
        return reach;
    }
}
