package dev.tenantry.platform.quota.rate;

import java.time.Duration;

/**
 * How fast requests may come.
 *
 * @param perMinute over a longer time
 * @param burst how many at once after a pause
 */
public record Rate(int perMinute, int burst) {
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    public Rate {
        if (perMinute < 1 || burst < 1) {
            throw new IllegalArgumentException("Nothing may ever come: " + perMinute + " a minute, " + burst);
        }
    }

    /** The time between two requests that come as fast as they may for long. */
    double intervalNanos() {
        return (double) MINUTE_NANOS / perMinute;
    }

    /** How long it takes until a whole burst may come again, in seconds, rounded up. */
    public long burstSeconds() {
        return (60L * burst + perMinute - 1) / perMinute;
    }
}
