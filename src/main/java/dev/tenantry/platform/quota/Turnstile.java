package dev.tenantry.platform.quota;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a few at once through for each key, the others wait in line: so many right tries at the same moment are not taken
 * for many wrong ones.
 */
final class Turnstile<K> {
    private static final int WIDTH = 4;
    private static final int LONGEST_LINE = 256;
    private final Map<K, Line> lines = new HashMap<>();

    private static final class Line {
        final Queue<Waiting> waiting = new ArrayDeque<>();
        int inside;
    }

    private record Waiting(Promise<Void> turn, @Nullable Context context) {
        void call() {
            if (context == null) {
                turn.complete();
            } else {
                context.runOnContext(nothing -> turn.complete());
            }
        }
    }

    /** Fails with {@code OVERLOADED} when the line is too long. */
    <T> Future<T> pass(K key, Supplier<Future<T>> work) {
        return enter(key)
                .compose(inside ->
                        Future.succeededFuture().compose(now -> work.get()).onComplete(done -> leave(key)));
    }

    private synchronized Future<Void> enter(K key) {
        var line = lines.computeIfAbsent(key, first -> new Line());
        if (line.inside < WIDTH) {
            line.inside++;
            return Future.succeededFuture();
        }
        if (line.waiting.size() == LONGEST_LINE) {
            return Future.failedFuture(new AppException(ErrorCode.OVERLOADED));
        }
        var waiting = new Waiting(Promise.promise(), Vertx.currentContext());
        line.waiting.add(waiting);
        return waiting.turn.future();
    }

    private synchronized void leave(K key) {
        var line = lines.get(key);
        if (line == null) {
            throw new IllegalStateException("Nobody is inside");
        }
        var next = line.waiting.poll();
        if (next != null) {
            next.call();
            return;
        }
        line.inside--;
        if (line.inside == 0) {
            lines.remove(key);
        }
    }
}
