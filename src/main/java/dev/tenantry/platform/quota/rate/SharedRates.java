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
 * As all nodes have seen that share a Redis. Requests are taken from there some at a time, and whoever has none left is refused
 * without asking there: what crosses to Redis does not grow with what a tenant sends. While Redis is away each node keeps
 * limits of its own.
 */
public final class SharedRates implements RateLimits {
    private static final Logger LOG = LoggerFactory.getLogger(SharedRates.class);
    private static final int REMEMBERED = 100_000;
    private final RedisBuckets buckets;
    private final LocalRates alone = new LocalRates();
    private final AtomicBoolean away = new AtomicBoolean();
    private final Cache<TenantId, Lease> leases = Caffeine.newBuilder()
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
        var lease = leases.get(tenant, first -> new Lease(now));
        return lease.spend(now).map(Future::succeededFuture).orElseGet(() -> ask(tenant, rate, lease));
    }

    private Future<Verdict> ask(TenantId tenant, Rate rate, Lease lease) {
        var wanted = lease.ask(rate);
        return buckets.take(tenant, rate, wanted)
                .map(taken -> lease.receive(taken, System.nanoTime()))
                .onComplete(done -> lease.asked(wanted))
                .recover(failure -> {
                    tellAway(failure);
                    return alone.take(tenant, rate);
                });
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
