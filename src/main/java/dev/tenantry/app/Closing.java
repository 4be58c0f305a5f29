package dev.tenantry.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Ends a Vert.x when its work is over. */
public final class Closing {

    private Closing() {}

    /** The outcome, told once the Vert.x is closed. It belongs to no event loop: by then there is none to tell it on. */
    public static <T> Future<T> after(Vertx vertx, Future<T> outcome) {
        var told = Promise.<T>promise();
        outcome.onComplete(result -> vertx.close().onComplete(closed -> {
            if (result.succeeded()) {
                told.complete(result.result());
            } else {
                told.fail(result.cause());
            }
        }));
        return told.future();
    }
}
