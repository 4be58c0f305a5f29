package dev.tenantry.platform.security;

import dev.tenantry.platform.config.PasswordConfig;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Hashes and checks passwords away from the event loops, on a pool of its own with a bounded queue. A full queue fails at
 * once with {@code OVERLOADED}: sign-ins are turned away while everything else goes on.
 */
public final class PasswordHasher implements AutoCloseable {
    private final ThreadPoolExecutor threads;
    private final Semaphore places;
    private final Vertx vertx;
    private final String nobody = Argon2.ofNobody();
    private final Argon2 argon2 = new Argon2();

    public PasswordHasher(Vertx vertx, PasswordConfig config) {
        this.vertx = vertx;
        places = new Semaphore(config.threads() + config.queue());
        var number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                config.threads(),
                config.threads(),
                0,
                TimeUnit.SECONDS,
                // With room for those that a thread is about to take.
                new ArrayBlockingQueue<>(config.queue() + config.threads()),
                work -> {
                    var thread = new Thread(work, "tenantry-password-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Fails with {@code OVERLOADED} while {@link #checking} would. */
    public Future<Void> room() {
        return places.availablePermits() > 0 ? Future.succeededFuture() : overloaded();
    }

    /**
     * Does what checks one password, and what has to be done before and after. Fails at once with {@code OVERLOADED} when as many
     * checks are under way as can wait and be made: the database is spared what would be refused in the end.
     */
    public <T> Future<T> checking(Supplier<Future<T>> check) {
        return places.tryAcquire()
                ? Future.succeededFuture().compose(taken -> check.get()).onComplete(done -> places.release())
                : overloaded();
    }

    /** The PHC string to store for a password. */
    public Future<String> hash(String password) {
        return run(() -> argon2.hash(password));
    }

    public Future<Boolean> matches(String password, String phc) {
        return run(() -> argon2.matches(password, phc));
    }

    /** Takes as long as {@link #matches} and is always false: for a person who does not exist. */
    public Future<Boolean> matchesNobody(String password) {
        return matches(password, nobody).map(ignored -> false);
    }

    private <T> Future<T> run(Callable<T> work) {
        var promise = Promise.<T>promise();
        var context = vertx.getOrCreateContext();
        try {
            threads.execute(() -> {
                var result = attempt(work);
                // Once closed there may be no event loop left to tell it on.
                if (!threads.isShutdown()) {
                    context.runOnContext(nothing -> result.onComplete(promise));
                }
            });
        } catch (RejectedExecutionException e) {
            return overloaded();
        }
        return promise.future();
    }

    private static <T> Future<T> overloaded() {
        return Future.failedFuture(new AppException(ErrorCode.OVERLOADED));
    }

    private static <T> Future<T> attempt(Callable<T> work) {
        try {
            return Future.succeededFuture(work.call());
        } catch (Throwable e) {
            // Also when memory ran out: whoever waits is told.
            return Future.failedFuture(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow().clear();
    }
}
