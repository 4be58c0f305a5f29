package dev.tenantry.platform.quota.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import java.time.Duration;

/** As this node alone has seen. */
public final class LocalRates implements RateLimits {
    private static final int REMEMBERED = 120_000;
    private final Cache<TenantId, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    @Override
    public Future<Verdict> take(TenantId tenant, Rate rate) {
        return Future.succeededFuture(judge(tenant, rate));
    }

    Verdict judge(TenantId tenant, Rate rate) {
        var now = System.nanoTime();
        return buckets.get(tenant, first -> new Bucket(now)).take(rate, now);
    }
}
