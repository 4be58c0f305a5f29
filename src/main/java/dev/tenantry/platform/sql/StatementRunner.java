package dev.tenantry.platform.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The shape every door shares: how rows are read and failures are told, over one way to run a statement. */
abstract class StatementRunner implements Sql {

    abstract Future<RowSet<Row>> run(String statement, Tuple values);

    @Override
    public <T> Future<List<T>> list(String statement, Function<Row, T> reader, Object... values) {
        return translated(statement, values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(reader)
                        .toList());
    }

    @Override
    public <T> Future<Optional<T>> first(String statement, Function<Row, T> reader, Object... values) {
        return list(statement, reader, values).map(rows -> rows.stream().findFirst());
    }

    @Override
    public Future<Integer> change(String statement, Object... values) {
        return translated(statement, values).map(RowSet::rowCount);
    }

    private Future<RowSet<Row>> translated(String statement, Object... values) {
        return run(statement, Tuple.wrap(values)).recover(failure -> Future.failedFuture(SqlErrors.translate(failure)));
    }
}
