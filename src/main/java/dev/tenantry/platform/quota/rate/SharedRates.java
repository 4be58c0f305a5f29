package dev.tenantry.platform.quota.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As all nodes have seen that share a Redis. What has come while it was asked is asked for at once, and whoever is known to have
 * nothing left is refused without asking: what crosses to Redis does not grow with what a tenant sends. While Redis is away each
 * node keeps limits of its own.
 */
public final class SharedRates implements RateLimits {
    private static final Logger LOG = LoggerFactory.getLogger(SharedRates.class);
    private static final int REMEMBERED = 120_000;
    private final RedisBuckets buckets;
    private final LocalRates alone = new LocalRates();
    private final AtomicBoolean away = new AtomicBoolean();
    private final Cache<TenantId, Line> lines = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    public SharedRates(Vertx vertx, Secret url) {
        this.buckets = new RedisBuckets(vertx, url);
    }

    @Override
    public Future<Verdict> take(TenantId tenant, Rate rate) {
        if (away.get()) {
            return alone.take(tenant, rate);
        }
        var now = System.nanoTime();
        var line = lines.get(tenant, first -> new Line(now));
        return line.known(now).map(Future::succeededFuture).orElseGet(() -> {
            var turn = line.join().orElseGet(() -> alone.take(tenant, rate));
            ask(tenant, rate, line);
            return turn;
        });
    }

    private void ask(TenantId tenant, Rate rate, Line line) {
        line.next()
                .ifPresent(asking -> buckets.take(tenant, rate, asking.size())
                        .onSuccess(taken -> asking.answered(taken, System.nanoTime()))
                        .onFailure(failure -> {
                            tellAway(failure);
                            asking.failed(() -> alone.judge(tenant, rate));
                        })
                        .onComplete(done -> ask(tenant, rate, line)));
    }

    /** Whether Redis answers: while it does not, only this asks it. To be done every second; never fails. */
    public Future<Void> check() {
        return buckets.ping().onSuccess(there -> tellBack()).otherwise(failure -> {
            tellAway(failure);
            return null;
        });
    }

    private void tellAway(Throwable failure) {
        if (away.compareAndSet(false, true)) {
            LOG.warn("Redis does not answer, rate limits are each node's own meanwhile: {}", failure.toString());
        }
    }

    private void tellBack() {
        if (away.compareAndSet(true, false)) {
            LOG.info("Redis answers again, rate limits are those of all nodes together");
        }
    }

    public Future<Void> close() {
        return buckets.close();
    }
}
