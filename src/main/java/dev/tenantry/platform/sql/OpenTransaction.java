package dev.tenantry.platform.sql;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One transaction on one connection, or a part of it between a savepoint and its end. The opening is sent with the first
 * statement, unawaited. It commits only when the work succeeded and no statement failed: a failure the work has swallowed
 * still rolls back, and is told.
 */
final class OpenTransaction extends StatementRunner {
    private final SqlConnection connection;
    private final Reach reach;
    private final Bounds bounds;
    private final @Nullable OpenTransaction whole;
    private final List<Runnable> whenCommitted = new ArrayList<>();
    private final List<Future<?>> mayBeUnsent = new ArrayList<>();
    private Future<?> end = Future.succeededFuture();
    private @Nullable Throwable failed;
    private boolean partOpen;
    private boolean ended;

    /** What is sent where it begins and where it ends. */
    private record Bounds(int depth, String begin, String commit, String rollback) {

        static Bounds savepoint(int depth) {
            var name = "part_" + depth;
            return new Bounds(
                    depth,
                    "SAVEPOINT " + name,
                    "RELEASE SAVEPOINT " + name,
                    "ROLLBACK TO SAVEPOINT " + name + "; RELEASE SAVEPOINT " + name);
        }
    }

    private OpenTransaction(SqlConnection connection, Reach reach, Bounds bounds, @Nullable OpenTransaction whole) {
        this.connection = connection;
        this.reach = reach;
        this.bounds = bounds;
        this.whole = whole;
    }

    /** Gives the connection back at the end. When it is lost before, that is told at once, whatever the work waits for. */
    static <T> Future<T> on(SqlConnection connection, Reach reach, Function<Sql, Future<T>> work) {
        Promise<T> outcome = Promise.promise();
        connection.closeHandler(lost -> outcome.tryFail(new AppException(ErrorCode.UNAVAILABLE)));
        var open = new OpenTransaction(connection, reach, new Bounds(0, reach.begin(), "COMMIT", "ROLLBACK"), null);
        open.run(work)
                .eventually(() -> Ending.giveBack(connection, open.end))
                .onComplete(outcome::tryComplete, outcome::tryFail);
        return outcome.future();
    }

    private <T> Future<T> run(Function<Sql, Future<T>> work) {
        connection.query(bounds.begin).execute().onFailure(this::remember);
        return Future.succeededFuture().compose(nothing -> work.apply(this)).compose(this::commit, this::rollback);
    }

    /** Answers come in order: when that of the commit is here, so is every failure before it. */
    private <T> Future<T> commit(T value) {
        if (isOver()) {
            return over();
        }
        ended = true;
        if (partOpen) {
            return rollback(new IllegalStateException("A part of the transaction has not ended: await it"));
        }
        mayBeUnsent.removeIf(Future::isComplete);
        return mayBeUnsent.isEmpty()
                ? commitAll(value)
                : Future.join(mayBeUnsent).transform(all -> commitAll(value));
    }

    private <T> Future<T> commitAll(T value) {
        if (failed != null) {
            return rollback(failed);
        }
        end = connection.query(bounds.commit).execute();
        return end.compose(
                done -> failed == null ? committed(value) : Future.failedFuture(SqlErrors.translate(failed)),
                this::notCommitted);
    }

    /** A part is committed when the whole is. */
    private <T> Future<T> committed(T value) {
        if (whole == null) {
            whenCommitted.forEach(Runnable::run);
        } else {
            whole.whenCommitted.addAll(whenCommitted);
        }
        return Future.succeededFuture(value);
    }

    @Override
    public void whenCommitted(Runnable done) {
        whenCommitted.add(done);
    }

    /** What is left of a whole transaction ends with the giving back. */
    private <T> Future<T> notCommitted(Throwable cause) {
        return whole == null
                ? Future.failedFuture(SqlErrors.translate(cause))
                : rollback(failed == null ? cause : failed);
    }

    private <T> Future<T> rollback(Throwable cause) {
        // The whole has taken its parts along, and the connection may be somebody else's.
        if (whole != null && whole.isOver()) {
            return over();
        }
        ended = true;
        end = connection.query(bounds.rollback).execute();
        return end.transform(whatever -> Future.failedFuture(SqlErrors.translate(cause)));
    }

    @Override
    public <T> Future<T> transaction(Function<Sql, Future<T>> work) {
        return work.apply(this);
    }

    @Override
    public <T> Future<T> savepoint(Function<Sql, Future<T>> work) {
        return usable(() -> {
            var part = new OpenTransaction(connection, reach, Bounds.savepoint(bounds.depth + 1), this);
            partOpen = true;
            return part.run(work).onComplete(done -> {
                partOpen = false;
                part.end.onFailure(this::remember);
            });
        });
    }

    @Override
    Future<RowSet<Row>> run(String statement, Tuple values) {
        var bound = reach.bind(statement, values);
        return usable(() ->
                bound.isSentInAnyCase() ? rememberingFailure(bound.on(connection)) : watched(bound.on(connection)));
    }

    /** What could not even be sent is a failure like any other. */
    @Override
    public void unawaited(String statement, @Nullable Object... values) {
        if (isOver()) {
            throw new IllegalStateException("The transaction has ended: send every statement before");
        }
        translated(() -> run(statement, Tuple.wrap(values))).onFailure(this::remember);
    }

    @Override
    Future<RowSet<Row>> runBatch(String statement, List<Tuple> rows) {
        var bound = rows.stream().map(values -> reach.bind(statement, values)).toList();
        return usable(() -> watched(BoundStatement.all(bound, connection)));
    }

    @Override
    public <T> Future<Long> stream(
            String statement,
            Function<Row, T> reader,
            Function<List<T>, Future<?>> consumer,
            @Nullable Object... values) {
        return translated(() -> portions(reach.bind(statement, Tuple.wrap(values)), reader, consumer));
    }

    private <T> Future<Long> portions(
            BoundStatement bound, Function<Row, T> reader, Function<List<T>, Future<?>> consumer) {
        return usable(() -> watched(connection.prepare(bound.text()))).compose(prepared -> {
            var cursor = prepared.cursor(bound.values());
            return new Portions<>(count -> usable(() -> watched(cursor.read(count))), cursor, reader, consumer)
                    .run()
                    .eventually(cursor::close)
                    .eventually(prepared::close);
        });
    }

    @Override
    Future<RowSet<Row>> send(String notification, Tuple values) {
        return usable(() -> watched(connection.preparedQuery(notification).execute(values)));
    }

    @Override
    Reach reach() {
        return reach;
    }

    /** After the end the connection is somebody else's; after a failure PostgreSQL takes nothing more. */
    private <T> Future<T> usable(Supplier<Future<T>> use) {
        if (isOver()) {
            return over();
        }
        if (partOpen) {
            return Future.failedFuture(new IllegalStateException(
                    "A part of the transaction is being tried: use its Sql, or await its end"));
        }
        return failed == null ? use.get() : Future.failedFuture(failed);
    }

    private static <T> Future<T> over() {
        return Future.failedFuture(new IllegalStateException("The transaction has ended: await every statement"));
    }

    private boolean isOver() {
        return ended || (whole != null && whole.isOver());
    }

    /**
     * PostgreSQL takes nothing more after a statement that it refused. But the client may refuse a value even when what comes
     * next is under way, and a COMMIT sent behind it would commit the rest: it waits for the answer.
     */
    private <T> Future<T> watched(Future<T> answer) {
        mayBeUnsent.removeIf(Future::isComplete);
        var watched = rememberingFailure(answer);
        mayBeUnsent.add(watched);
        return watched;
    }

    /**
     * Of what was sent together, all behind the statement that failed fails as it did: PostgreSQL only says that it came later.
     */
    private <T> Future<T> rememberingFailure(Future<T> answer) {
        return answer.onFailure(this::remember)
                .recover(failure -> Future.failedFuture(Objects.requireNonNullElse(failed, failure)));
    }

    private void remember(Throwable failure) {
        if (failed == null) {
            failed = failure;
        }
    }
}
