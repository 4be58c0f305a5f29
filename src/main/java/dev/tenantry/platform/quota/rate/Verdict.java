package dev.tenantry.platform.quota.rate;

import java.time.Duration;

/**
 * Whether a request may go on.
 *
 * @param left how many more could come at once
 * @param waitNanos until one may come again; 0 when this one may go on
 * @param fullNanos until a whole burst may come again
 */
public record Verdict(boolean allowed, long left, long waitNanos, long fullNanos) {

    public Duration retryAfter() {
        return Duration.ofSeconds(Math.max(1, seconds(waitNanos)));
    }

    public long fullSeconds() {
        return seconds(fullNanos);
    }

    private static long seconds(long nanos) {
        var second = Duration.ofSeconds(1).toNanos();
        return (Math.max(0, nanos) + second - 1) / second;
    }
}
