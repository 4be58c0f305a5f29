package dev.tenantry.platform.quota.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tenantry.platform.cache.Room;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import java.time.Duration;

/** As this node alone has seen. */
public final class LocalRates implements RateLimits {
    /** At least; one that is asked of nobody for so long is full again, or is taken to be. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private static final Duration KEPT_ANEW = Duration.ofMinutes(5);
    private final Cache<TenantId, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(Room.entries())
            .expireAfterWrite(KEPT.plus(KEPT_ANEW))
            .build();

    @Override
    public Future<Verdict> take(TenantId tenant, Rate rate) {
        return Future.succeededFuture(judge(tenant, rate));
    }

    Verdict judge(TenantId tenant, Rate rate) {
        var now = System.nanoTime();
        var bucket = buckets.get(tenant, first -> new Bucket(now));
        if (bucket.isDue(now, KEPT_ANEW.toNanos())) {
            buckets.put(tenant, bucket);
        }
        return bucket.take(rate, now);
    }
}
