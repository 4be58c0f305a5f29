package dev.tenantry.cli;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits on the main thread, the one thread of a command that may. */
final class Blocking {
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private Blocking() {}

    static <T> T await(Future<T> future) throws Exception {
        return await(future, FOR_EVER);
    }

    /** @throws TimeoutException when it takes longer */
    static <T> T await(Future<T> future, Duration longest) throws Exception {
        var over = new CountDownLatch(1);
        future.onComplete(result -> over.countDown());
        if (!over.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException();
        }
        if (future.failed()) {
            throw future.cause() instanceof Exception failure ? failure : new IllegalStateException(future.cause());
        }
        return future.result();
    }
}
