package dev.tenantry.platform.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tenantry.platform.tenancy.TenantId;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;

/**
 * The ids of what is dead for good, each for as long as a token that it kills can live. It holds so many and no more: from
 * then on it is incomplete until it is emptied.
 */
final class Dead {
    private static final int MOST = 1_000_000;
    private final Cache<Key, Boolean> ids;
    private volatile boolean incomplete;

    private record Key(TenantId tenant, UUID id) {}

    Dead(Duration kept) {
        this.ids = Caffeine.newBuilder().expireAfterWrite(kept).build();
    }

    void add(TenantId tenant, UUID id) {
        if (ids.estimatedSize() < MOST) {
            ids.put(new Key(tenant, id), true);
        } else {
            incomplete = true;
        }
    }

    boolean holdsAny(TenantId tenant, Collection<UUID> wanted) {
        for (var id : wanted) {
            if (ids.getIfPresent(new Key(tenant, id)) != null) {
                return true;
            }
        }
        return false;
    }

    boolean isIncomplete() {
        return incomplete;
    }

    void clear() {
        ids.invalidateAll();
        incomplete = false;
    }
}
