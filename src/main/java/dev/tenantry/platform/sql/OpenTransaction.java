package dev.tenantry.platform.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One transaction on one connection. The opening is sent with the first statement, unawaited. It commits only when the
 * work succeeded and no statement failed: a failure the work has swallowed still rolls back, and is told.
 */
final class OpenTransaction extends StatementRunner {
    private final SqlConnection connection;
    private final BiFunction<String, Tuple, BoundStatement> bind;
    private final Future<RowSet<Row>> begun;
    private @Nullable Throwable failed;
    private boolean ended;

    OpenTransaction(SqlConnection connection, String begin, BiFunction<String, Tuple, BoundStatement> bind) {
        this.connection = connection;
        this.bind = bind;
        this.begun = connection.query(begin).execute().onFailure(this::remember);
    }

    <T> Future<T> run(Function<Sql, Future<T>> work) {
        return Future.succeededFuture()
                .compose(nothing -> work.apply(this))
                .compose(this::commit, this::rollback)
                .eventually(connection::close);
    }

    private <T> Future<T> commit(T value) {
        ended = true;
        return begun.compose(open ->
                        failed == null ? connection.query("COMMIT").execute().map(value) : this.<T>rollback(failed))
                .recover(failure -> Future.failedFuture(SqlErrors.translate(failure)));
    }

    private <T> Future<T> rollback(Throwable cause) {
        ended = true;
        return connection.query("ROLLBACK").execute().transform(whatever -> Future.failedFuture(cause));
    }

    @Override
    Future<RowSet<Row>> run(String statement, Tuple values) {
        if (ended) {
            return Future.failedFuture(new IllegalStateException("The transaction has ended: await every statement"));
        }
        var bound = bind.apply(statement, values);
        return connection.preparedQuery(bound.text()).execute(bound.values()).onFailure(this::remember);
    }

    @Override
    public <T> Future<T> transaction(Function<Sql, Future<T>> work) {
        return work.apply(this);
    }

    private void remember(Throwable failure) {
        if (failed == null) {
            failed = failure;
        }
    }
}
