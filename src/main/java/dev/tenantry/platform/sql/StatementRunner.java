package dev.tenantry.platform.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The shape every door shares: how rows are read and failures are told, over one way to run a statement. */
abstract class StatementRunner implements Sql {
    // Not through the scoper, which lets no statement send one: the channel is the door's own.
    private static final String NOTIFY = "SELECT pg_notify($1, $2)";

    abstract Future<RowSet<Row>> run(String statement, Tuple values);

    /** All or nothing. The answers of the rows hang together by {@code next()}. */
    abstract Future<RowSet<Row>> runBatch(String statement, List<Tuple> rows);

    abstract Future<RowSet<Row>> send(String notification, Tuple values);

    abstract Reach reach();

    @Override
    public <T> Future<List<T>> list(String statement, Function<Row, T> reader, @Nullable Object... values) {
        return translated(() -> run(statement, Tuple.wrap(values))).map(rows -> read(rows, reader));
    }

    @Override
    public <T> Future<Optional<T>> first(String statement, Function<Row, T> reader, @Nullable Object... values) {
        return translated(() -> run(statement, Tuple.wrap(values))).map(rows -> readFirst(rows, reader));
    }

    @Override
    public Future<Integer> change(String statement, @Nullable Object... values) {
        return translated(() -> run(statement, Tuple.wrap(values))).map(RowSet::rowCount);
    }

    @Override
    public Future<Integer> batch(String statement, List<Object[]> rows) {
        return rows.isEmpty()
                ? Future.succeededFuture(0)
                : translated(() -> runBatch(
                                statement, rows.stream().map(Tuple::wrap).toList()))
                        .map(StatementRunner::changed);
    }

    @Override
    public <T> Future<Long> stream(
            String statement,
            Function<Row, T> reader,
            Function<List<T>, Future<?>> consumer,
            @Nullable Object... values) {
        return transaction(sql -> sql.stream(statement, reader, consumer, values));
    }

    @Override
    public Future<Void> notify(String channel, String payload) {
        return translated(() -> send(NOTIFY, Tuple.of(reach().channels().physical(channel), payload)))
                .mapEmpty();
    }

    static <T> List<T> read(RowSet<Row> rows, Function<Row, T> reader) {
        var read = new ArrayList<T>(rows.size());
        for (var row : rows) {
            read.add(reader.apply(row));
        }
        return Collections.unmodifiableList(read);
    }

    private static <T> Optional<T> readFirst(RowSet<Row> rows, Function<Row, T> reader) {
        var all = rows.iterator();
        return all.hasNext() ? Optional.of(reader.apply(all.next())) : Optional.empty();
    }

    /** A statement that is refused fails its Future as well. */
    static <T> Future<T> translated(Supplier<Future<T>> question) {
        return Future.succeededFuture()
                .compose(now -> question.get())
                .recover(failure -> Future.failedFuture(SqlErrors.translate(failure)));
    }

    private static int changed(RowSet<Row> answers) {
        int changed = 0;
        for (var answer = answers; answer != null; answer = answer.next()) {
            changed += answer.rowCount();
        }
        return changed;
    }
}
