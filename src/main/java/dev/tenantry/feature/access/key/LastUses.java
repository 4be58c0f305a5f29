package dev.tenantry.feature.access.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When keys were used last, written beside the requests: once a minute for a key, and what has gathered in a second in one
 * statement for each tenant. What is not written yet when the process ends is lost.
 */
final class LastUses {
    private static final Logger LOG = LoggerFactory.getLogger(LastUses.class);
    private static final Duration APART = Duration.ofMinutes(1);
    private static final long GATHERED_MILLIS = 1_000;
    private static final int MOST_KNOWN = 100_000;
    private static final int MOST_WAITING = 10_000;
    private final Vertx vertx;
    private final ControlDatabase database;
    private final Clock clock;
    private final ApiKeyRepository rows = new ApiKeyRepository();
    private final Cache<Key, Boolean> told = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(APART)
            .build();
    private final Map<Key, Use> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean due = new AtomicBoolean();

    private record Key(TenantId tenant, UUID id) {}

    private record Use(TenantContext tenant, Instant at) {}

    LastUses(Vertx vertx, ControlDatabase database, Clock clock) {
        this.vertx = vertx;
        this.database = database;
        this.clock = clock;
    }

    /** The key has just been used; it costs the request nothing. */
    void used(TenantContext tenant, UUID id) {
        var key = new Key(tenant.id(), id);
        if (told.asMap().putIfAbsent(key, true) == null && waiting.size() < MOST_WAITING) {
            waiting.put(key, new Use(tenant, clock.instant()));
            if (due.compareAndSet(false, true)) {
                vertx.setTimer(GATHERED_MILLIS, timer -> write());
            }
        }
    }

    /** One tenant after the other, so that it never takes more than one connection. */
    private void write() {
        due.set(false);
        var byTenant = new HashMap<TenantContext, Map<UUID, Instant>>();
        for (var key : List.copyOf(waiting.keySet())) {
            var use = waiting.remove(key);
            if (use != null) {
                byTenant.computeIfAbsent(use.tenant, one -> new HashMap<>()).put(key.id, use.at);
            }
        }
        var written = Future.<Integer>succeededFuture(0);
        for (var uses : byTenant.entrySet()) {
            written = written.compose(before -> rows.used(database.of(uses.getKey()), uses.getValue()))
                    .recover(failure -> {
                        LOG.warn("When API keys were used last was not written: {}", failure.toString());
                        return Future.succeededFuture(0);
                    });
        }
    }
}
