package dev.tenantry.platform.quota;

import dev.tenantry.platform.config.LimitsConfig.Limit;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Wrong tries of secrets, counted for each tenant by itself, by all nodes together. */
public final class Attempts {
    private final ControlDatabase database;
    private final SecretKeySpec key;
    private final AttemptRepository rows = new AttemptRepository();
    private final Turnstile<Turn> turnstile = new Turnstile<>();

    private record Turn(TenantId tenant, Buffer key) {}

    /** What a try needs besides leave, and there is only so much of. */
    @FunctionalInterface
    public interface Room {
        /** Does it, or fails at once. */
        <T> Future<T> within(Supplier<Future<T>> work);
    }

    public Attempts(ControlDatabase database, Secret secretKey) {
        this.database = database;
        this.key = new SecretKeySpec(secretKey.derive("attempts"), "HmacSHA256");
    }

    /**
     * Tries a secret that could be guessed. The try is counted before it is made, and taken back when it was right; after
     * too many wrong ones none is made any more, not even a right one, and the Future fails with {@code RATE_LIMITED}.
     *
     * @param what whose secret
     * @param room who may try at all; one that is refused is not counted
     * @param trying empty when it was wrong
     */
    public <T> Future<Optional<T>> tried(
            TenantContext tenant, String what, Limit limit, Room room, Supplier<Future<Optional<T>>> trying) {
        var hash = hash(what);
        return turnstile.pass(
                new Turn(tenant.id(), hash),
                () -> room.within(() -> count(tenant, hash, limit)
                        .compose(counted -> trying.get().transform(tried -> {
                            var wrong = tried.succeeded() && tried.result().isEmpty();
                            // One that could not be made, for want of room, was none.
                            return (wrong ? clean(tenant) : takeBack(tenant, hash)).transform(done -> outcome(tried));
                        }))));
    }

    /**
     * Counts a wrong try of a secret that nobody can guess, for which a right one goes on working. Fails with {@code
     * RATE_LIMITED} when there were too many.
     */
    public Future<Void> failed(TenantContext tenant, String what, Limit limit) {
        return count(tenant, hash(what), limit)
                .compose(counted -> clean(tenant))
                .mapEmpty();
    }

    private Future<Void> count(TenantContext tenant, Buffer hash, Limit limit) {
        return rows.count(database.of(tenant), hash, limit.window(), limit.most() + 1)
                .compose(counted -> counted.failures() <= limit.most()
                        ? Future.succeededFuture()
                        : Future.failedFuture(new AppException(ErrorCode.RATE_LIMITED, counted.left())));
    }

    private Future<Integer> takeBack(TenantContext tenant, Buffer hash) {
        return rows.takeBack(database.of(tenant), hash);
    }

    private Future<Integer> clean(TenantContext tenant) {
        return rows.deleteExpired(database.of(tenant));
    }

    private static <T> Future<T> outcome(AsyncResult<T> tried) {
        return tried.succeeded() ? Future.succeededFuture(tried.result()) : Future.failedFuture(tried.cause());
    }

    private Buffer hash(String what) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Buffer.buffer(mac.doFinal(what.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
        }
    }
}
