package dev.tenantry.platform.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tenantry.platform.config.LimitsConfig;
import dev.tenantry.platform.config.LimitsConfig.Limit;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.net.Network;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** How often an address may fail where secrets are tried, and register, as this node has seen. */
public final class AddressLimits {
    private static final int REMEMBERED = 100_000;
    private static final int WRONG = 401;
    private final List<Network> spared;
    private final Windows failures;
    private final Windows calls;

    /** What of a route counts. */
    public enum Counting {
        NOTHING,
        /** Wrong passwords and wrong secrets. A code or a token that is none is not guessed, but often passed on for others. */
        FAILURES,
        /** Everything. */
        CALLS
    }

    public AddressLimits(LimitsConfig config) {
        this.spared = config.sparedAddresses();
        this.failures = new Windows(config.addressFailures());
        this.calls = new Windows(config.addressRegistrations());
    }

    /** Where no route counts anything. */
    public static AddressLimits none() {
        var nothing = new Limit(0, Duration.ZERO);
        return new AddressLimits(
                new LimitsConfig(nothing, nothing, nothing, nothing, List.of(), Optional.empty(), Optional.empty()));
    }

    /** Before a request is looked at: throws {@code RATE_LIMITED} when its address has had its share. */
    public void admit(String address, Counting counting) {
        if (counting == Counting.NOTHING || isSpared(address)) {
            return;
        }
        var site = Network.site(address);
        if (counting == Counting.FAILURES) {
            failures.refuse(site, failures.counted(site) + 1);
        } else {
            calls.refuse(site, calls.count(site));
        }
    }

    /** When a route has answered it. */
    public void answered(String address, Counting counting, int status) {
        if (status == WRONG) {
            count(address, counting);
        }
    }

    /** When a route has failed. */
    public void failed(String address, Counting counting, Throwable failure) {
        if (failure instanceof AppException known && known.code() == ErrorCode.INVALID_CREDENTIALS) {
            count(address, counting);
        }
    }

    private void count(String address, Counting counting) {
        if (counting == Counting.FAILURES && !isSpared(address)) {
            var now = failures.count(Network.site(address));
            assert now > 0;
        }
    }

    private boolean isSpared(String address) {
        return spared.stream().anyMatch(network -> network.contains(address));
    }

    /** One window of time for each site, from the first that counts in it. */
    private static final class Windows {
        private final Limit limit;
        private final Cache<String, Window> open;

        private record Window(long begunNanos, AtomicInteger counted) {}

        Windows(Limit limit) {
            this.limit = limit;
            this.open = Caffeine.newBuilder()
                    .maximumSize(REMEMBERED)
                    .expireAfterWrite(limit.window())
                    .build();
        }

        int counted(String site) {
            var window = open.getIfPresent(site);
            return window == null ? 0 : window.counted.get();
        }

        int count(String site) {
            return open.get(site, first -> new Window(System.nanoTime(), new AtomicInteger()))
                    .counted
                    .incrementAndGet();
        }

        /** @param number which one in its window it is */
        void refuse(String site, int number) {
            var window = open.getIfPresent(site);
            if (window != null && number > limit.most()) {
                var left = limit.window().minusNanos(System.nanoTime() - window.begunNanos);
                throw new AppException(ErrorCode.RATE_LIMITED, left.plus(Duration.ofSeconds(1)));
            }
        }
    }
}
