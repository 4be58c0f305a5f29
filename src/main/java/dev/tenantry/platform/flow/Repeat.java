package dev.tenantry.platform.flow;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/**
 * A step that is done again and again, however often. A chain of {@code compose} grows with every step, and its end is told
 * through all of it at once: after some thousand steps the stack is full and nobody hears of the end.
 */
public final class Repeat {
    private final Supplier<Future<Boolean>> step;
    private final Promise<Void> end = Promise.promise();

    private Repeat(Supplier<Future<Boolean>> step) {
        this.step = step;
    }

    /** Until the step says that there is nothing left to do, or fails. The next begins when the one before has ended. */
    public static Future<Void> whileTrue(Supplier<Future<Boolean>> step) {
        var repeat = new Repeat(step);
        repeat.goOn();
        return repeat.end.future();
    }

    /** Steps that end at once are a loop; the others come back here from wherever they have been. */
    private void goOn() {
        var more = true;
        while (more) {
            var done = Future.succeededFuture().compose(now -> step.get());
            if (!done.isComplete()) {
                done.onSuccess(left -> {
                            if (left) {
                                goOn();
                            } else {
                                end.complete();
                            }
                        })
                        .onFailure(end::fail);
                return;
            }
            more = done.succeeded() && done.result();
            if (done.failed()) {
                end.fail(done.cause());
            } else if (!more) {
                end.complete();
            }
        }
    }
}
