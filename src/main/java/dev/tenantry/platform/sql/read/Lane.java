package dev.tenantry.platform.sql.read;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Consumer;

/**
 * One lease of a connection for the reads that come within a moment, a longer one while it is not there. It is given back when the
 * last one is answered; no more reads join after that, so whoever else waits for a connection gets one, and few wait behind a slow read.
 */
final class Lane {
    private static final int MOST = 64;
    private static final long MOMENT_NANOS = 2_000_000;
    // Who joins a wait shares its end.
    private static final long LONG_MOMENT_NANOS = 500_000_000;
    private final Consumer<Lane> whenEmpty;
    private final Future<SqlConnection> connection;
    private final long opened = System.nanoTime();
    private int taken = 1;
    private int open = 1;
    private volatile long answered = opened;

    Lane(Future<SqlConnection> connection, Consumer<Lane> whenEmpty) {
        this.whenEmpty = whenEmpty;
        this.connection = connection;
    }

    synchronized boolean enter() {
        var moment = connection.isComplete() ? MOMENT_NANOS : LONG_MOMENT_NANOS;
        if (open == 0 || taken == MOST || System.nanoTime() - opened > moment) {
            return false;
        }
        taken++;
        open++;
        return true;
    }

    Future<RowSet<Row>> run(PlainRead read, Tuple values) {
        var caller = Vertx.currentContext();
        Promise<RowSet<Row>> answer = Promise.promise();
        connection
                .compose(leased -> send(leased, read, values))
                .onComplete(rows -> leave())
                .onComplete(rows -> on(caller, () -> answer.handle(rows)));
        return answer.future();
    }

    /** The lease has the context of the read that opened it: each answer goes back to its own. */
    private static void on(Context caller, Runnable answer) {
        if (caller == null || caller == Vertx.currentContext()) {
            answer.run();
        } else {
            caller.runOnContext(nothing -> answer.run());
        }
    }

    /** Answers come in the order of the questions: what a read took itself begins with the answer before it. */
    private Future<RowSet<Row>> send(SqlConnection leased, PlainRead read, Tuple values) {
        var sent = System.nanoTime();
        return leased.preparedQuery(read.text()).execute(values).onComplete(rows -> {
            var now = System.nanoTime();
            read.took(now - Math.max(sent, answered));
            answered = now;
        });
    }

    private synchronized void leave() {
        open--;
        if (open == 0) {
            whenEmpty.accept(this);
            connection.onSuccess(leased -> leased.close());
        }
    }
}
