package dev.tenantry.platform.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tenantry.platform.cache.Room;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Look-ups of something that the feed tells the changes of, remembered while the feed is trusted. Only what was found is
 * remembered: something new is seen at once.
 */
public final class Remembered<K, V> {
    private static final int GROUPS = 1_024;

    /** What is changed by hand, past the feed, is seen after that where nothing else is said. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final RevocationFeed feed;
    private final Cache<K, Found<V>> found;
    private final AtomicLongArray changes = new AtomicLongArray(GROUPS);
    private final AtomicLong allChanges = new AtomicLong();

    /** With a mark of each of its groups, from before it was read: how often that had changed, times {@link #GROUPS}, and which. */
    private static final class Found<V> {
        private final V value;
        private final long[] marks;

        private Found(V value, long[] marks) {
            this.value = value;
            this.marks = marks;
        }
    }

    public Remembered(RevocationFeed feed) {
        this(feed, Room.entries(), LONGEST);
    }

    /** @param most how many are remembered at once; the others are read each time */
    public Remembered(RevocationFeed feed, int most) {
        this(feed, most, LONGEST);
    }

    /** @param longest after which what is changed by hand, past the feed, is seen */
    public Remembered(RevocationFeed feed, int most, Duration longest) {
        this.feed = feed;
        this.found = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(longest)
                .build();
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
     * The same, and what is remembered is read again when it is not good enough: nobody is refused by memory alone.
     *
     * @param good whether what is remembered will do
     */
    public Future<Optional<V>> findGood(K key, Object group, Predicate<V> good, Supplier<Future<Optional<V>>> reading) {
        return find(key, value -> List.of(group), good, reading);
    }

    /**
     * The same for what changes with several things, some of which are known only when it has been read.
     *
     * @param groups what {@link #forget} will name one of when it changes
     */
    public Future<Optional<V>> findOf(K key, Function<V, List<?>> groups, Supplier<Future<Optional<V>>> reading) {
        return find(key, groups, value -> true, reading);
    }

    private Future<Optional<V>> find(
            K key, Function<V, List<?>> groups, Predicate<V> good, Supplier<Future<Optional<V>>> reading) {
        return feed.trusted(() -> Optional.ofNullable(found.getIfPresent(key)).filter(this::isUnchanged))
                .filter(entry -> good.test(entry.value))
                .map(entry -> Future.succeededFuture(Optional.of(entry.value)))
                .orElseGet(() -> read(key, groups, reading));
    }

    /** Counted before it is read: what a change overtakes on its way here is not believed. */
    private Future<Optional<V>> read(K key, Function<V, List<?>> groups, Supplier<Future<Optional<V>>> reading) {
        var before = allChanges.get();
        return reading.get()
                .onSuccess(read -> read.ifPresent(value -> {
                    var marks =
                            groups.apply(value).stream().mapToLong(this::mark).toArray();
                    // Nothing at all has changed since, so the marks are what they were before it was read.
                    if (allChanges.get() == before) {
                        found.put(key, new Found<>(value, marks));
                    }
                }));
    }

    private boolean isUnchanged(Found<V> entry) {
        for (var mark : entry.marks) {
            if (mark != current((int) (mark % GROUPS))) {
                return false;
            }
        }
        return true;
    }

    private long mark(Object group) {
        return current(number(group));
    }

    private long current(int number) {
        return changes.get(number) * GROUPS + number;
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
