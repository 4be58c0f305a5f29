package dev.tenantry.platform.quota.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import java.time.Duration;

/** As this node alone has seen. */
public final class LocalRates implements RateLimits {
    /** At least; one that is asked of nobody for so long is full again, or is taken to be. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private static final Duration KEPT_ANEW = Duration.ofMinutes(5);

    // Small ones; and a tenant whose bucket is forgotten has a full one. Up to half of them nobody keeps account of
    // their use.
    private static final int MOST = 250_000;
    private final Ticker ticker;
    private final Cache<TenantId, Bucket> buckets;

    public LocalRates() {
        this(Ticker.systemTicker());
    }

    LocalRates(Ticker ticker) {
        this.ticker = ticker;
        this.buckets = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MOST)
                .expireAfterWrite(KEPT.plus(KEPT_ANEW))
                .build();
    }

    @Override
    public Future<Verdict> take(TenantId tenant, Rate rate) {
        return Future.succeededFuture(judge(tenant, rate));
    }

    Verdict judge(TenantId tenant, Rate rate) {
        var now = ticker.read();
        var bucket = buckets.get(tenant, first -> new Bucket(now));
        if (bucket.isDue(now, KEPT_ANEW.toNanos())) {
            buckets.put(tenant, bucket);
        }
        return bucket.take(rate, now);
    }
}
