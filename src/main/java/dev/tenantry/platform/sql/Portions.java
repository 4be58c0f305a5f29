package dev.tenantry.platform.sql;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.function.Function;

/** Reads a cursor to its end, a portion at a time: the next one when the consumer is done with the last. */
final class Portions<T> {
    private static final int ROWS = 256;
    private final Function<Integer, Future<RowSet<Row>>> read;
    private final Cursor cursor;
    private final Function<Row, T> reader;
    private final Function<List<T>, Future<?>> consumer;
    private final Promise<Long> end = Promise.promise();
    private long rows;

    Portions(
            Function<Integer, Future<RowSet<Row>>> read,
            Cursor cursor,
            Function<Row, T> reader,
            Function<List<T>, Future<?>> consumer) {
        this.read = read;
        this.cursor = cursor;
        this.reader = reader;
        this.consumer = consumer;
    }

    Future<Long> run() {
        next();
        return end.future();
    }

    /** No chain of Futures: there may be any number of portions. */
    private void next() {
        read.apply(ROWS).compose(this::consume).onComplete(this::goOn, end::fail);
    }

    private Future<?> consume(RowSet<Row> portion) {
        rows += portion.size();
        return portion.size() == 0 ? Future.succeededFuture() : consumer.apply(StatementRunner.read(portion, reader));
    }

    private void goOn(Object consumed) {
        if (cursor.hasMore()) {
            next();
        } else {
            end.complete(rows);
        }
    }
}
