package dev.tenantry.cli;

import io.vertx.core.Future;
import java.util.concurrent.CountDownLatch;

/** Waits on the main thread, the one thread of a command that may. */
final class Blocking {

    private Blocking() {}

    static <T> T await(Future<T> future) throws Exception {
        var over = new CountDownLatch(1);
        future.onComplete(result -> over.countDown());
        over.await();
        if (future.failed()) {
            throw future.cause() instanceof Exception failure ? failure : new IllegalStateException(future.cause());
        }
        return future.result();
    }
}
