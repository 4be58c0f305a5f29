package dev.tenantry.platform.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
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
    private final AtomicLong allChanges = new AtomicLong();

    /** @param marks how often each of its groups had changed before it was read */
    private record Found<V>(V value, List<Mark> marks) {}

    private record Mark(int group, long changes) {}

    public Remembered(RevocationFeed feed) {
        this.feed = feed;
    }

    /**
     * What is remembered, or else read.
     *
     * @param group what {@link #forget} will name when it changes
     */
    public Future<Optional<V>> find(K key, Object group, Supplier<Future<Optional<V>>> reading) {
        return findOf(key, value -> List.of(group), reading);
    }

    /**
     * The same for what changes with several things, some of which are known only when it has been read.
     *
     * @param groups what {@link #forget} will name one of when it changes
     */
    public Future<Optional<V>> findOf(K key, Function<V, List<?>> groups, Supplier<Future<Optional<V>>> reading) {
        return feed.trusted(() -> Optional.ofNullable(found.getIfPresent(key)).filter(this::isUnchanged))
                .map(entry -> Future.succeededFuture(Optional.of(entry.value)))
                .orElseGet(() -> read(key, groups, reading));
    }

    /** Counted before it is read: what a change overtakes on its way here is not believed. */
    private Future<Optional<V>> read(K key, Function<V, List<?>> groups, Supplier<Future<Optional<V>>> reading) {
        var before = allChanges.get();
        return reading.get()
                .onSuccess(read -> read.ifPresent(value -> {
                    var marks = groups.apply(value).stream().map(this::mark).toList();
                    // Nothing at all has changed since, so the marks are what they were before it was read.
                    if (allChanges.get() == before) {
                        found.put(key, new Found<>(value, marks));
                    }
                }));
    }

    private boolean isUnchanged(Found<V> entry) {
        for (var mark : entry.marks) {
            if (mark.changes != changes.get(mark.group)) {
                return false;
            }
        }
        return true;
    }

    private Mark mark(Object group) {
        var number = number(group);
        return new Mark(number, changes.get(number));
    }

    /** Everything of the group is read anew, and a few of other groups. */
    public void forget(Object group) {
        // In this order: a reader that has not seen the first marks what the second makes old.
        var all = allChanges.incrementAndGet();
        var count = changes.incrementAndGet(number(group));
        assert all > 0 && count > 0;
    }

    private static int number(Object group) {
        var hash = group.hashCode();
        return (hash ^ (hash >>> 16)) & (GROUPS - 1);
    }
}
