package dev.tenantry.platform.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/**
 * Look-ups of something that the feed tells the changes of, remembered while the feed is trusted. Only what was found is
 * remembered: something new is seen at once.
 */
public final class Remembered<K, V> {
    private static final int MOST = 100_000;
    private static final int GROUPS = 1_024;

    /** What is changed by hand, past the feed, is seen after that. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final RevocationFeed feed;
    private final Cache<K, Found<V>> found =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();
    private final AtomicLongArray changes = new AtomicLongArray(GROUPS);

    /** @param changes how often its group had changed before it was read */
    private record Found<V>(V value, long changes) {}

    public Remembered(RevocationFeed feed) {
        this.feed = feed;
    }

    /**
     * What is remembered, or else read.
     *
     * @param group what {@link #forget} will name when it changes
     */
    public Future<Optional<V>> find(K key, Object group, Supplier<Future<Optional<V>>> reading) {
        var number = number(group);
        return feed.trusted(() -> Optional.ofNullable(found.getIfPresent(key))
                        .filter(entry -> entry.changes == changes.get(number)))
                .map(entry -> Future.succeededFuture(Optional.of(entry.value)))
                .orElseGet(() -> read(key, number, reading));
    }

    /** Counted before it is read: what a change overtakes on its way here is not believed. */
    private Future<Optional<V>> read(K key, int number, Supplier<Future<Optional<V>>> reading) {
        var before = changes.get(number);
        return reading.get().onSuccess(read -> read.ifPresent(value -> found.put(key, new Found<>(value, before))));
    }

    /** Everything of the group is read anew, and a few of other groups. */
    public void forget(Object group) {
        var count = changes.incrementAndGet(number(group));
        assert count > 0;
    }

    private static int number(Object group) {
        var hash = group.hashCode();
        return (hash ^ (hash >>> 16)) & (GROUPS - 1);
    }
}
