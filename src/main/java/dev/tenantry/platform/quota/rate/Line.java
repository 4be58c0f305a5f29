package dev.tenantry.platform.quota.rate;

import dev.tenantry.platform.quota.rate.RedisBuckets.Taken;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one tenant at one node that wait for Redis. One question is under way at a time, and the next one is for all
 * that have come meanwhile.
 */
final class Line {
    private static final int LONGEST = 1_024;
    private List<Waiting> waiting = new ArrayList<>();
    private boolean asking;
    private long emptyUntil;
    private long fullAt;

    Line(long now) {
        emptyUntil = now;
        fullAt = now;
    }

    /** A request, which hears of it where it was when it came. */
    private record Waiting(Promise<Verdict> turn, @Nullable Context context) {
        void tell(Verdict verdict) {
            if (context == null) {
                turn.complete(verdict);
            } else {
                context.runOnContext(nothing -> turn.complete(verdict));
            }
        }
    }

    /** Those that one question is for. */
    static final class Asking {
        private final Line line;
        private final List<Waiting> asking;

        private Asking(Line line, List<Waiting> asking) {
            this.line = line;
            this.asking = asking;
        }

        int size() {
            return asking.size();
        }

        /** As many as were taken may go on, the first ones. */
        void answered(Taken taken, long now) {
            line.ended(taken, taken.taken() < asking.size() ? now + taken.waitNanos() : now, now);
            for (int place = 0; place < asking.size(); place++) {
                var behind = taken.taken() - 1 - place;
                asking.get(place)
                        .tell(
                                behind >= 0
                                        ? new Verdict(true, taken.left() + behind, 0, taken.fullNanos())
                                        : new Verdict(false, 0, taken.waitNanos(), taken.fullNanos()));
            }
        }

        /** Each is told what somebody else says. */
        void failed(Supplier<Verdict> other) {
            line.ended();
            asking.forEach(one -> one.tell(other.get()));
        }
    }

    /** What can be said without asking: that there is none before some time. */
    synchronized Optional<Verdict> known(long now) {
        return now - emptyUntil < 0
                ? Optional.of(new Verdict(false, 0, emptyUntil - now, fullAt - now))
                : Optional.empty();
    }

    /** Empty when the line is too long. */
    synchronized Optional<Future<Verdict>> join() {
        if (waiting.size() == LONGEST) {
            return Optional.empty();
        }
        var one = new Waiting(Promise.promise(), Vertx.currentContext());
        waiting.add(one);
        return Optional.of(one.turn.future());
    }

    /** Everybody who waits; empty when there is nobody, or a question is under way. */
    synchronized Optional<Asking> next() {
        if (asking || waiting.isEmpty()) {
            return Optional.empty();
        }
        asking = true;
        var all = waiting;
        waiting = new ArrayList<>();
        return Optional.of(new Asking(this, all));
    }

    private synchronized void ended(Taken taken, long noneBefore, long now) {
        emptyUntil = noneBefore;
        fullAt = now + taken.fullNanos();
        asking = false;
    }

    private synchronized void ended() {
        asking = false;
    }
}
