package dev.tenantry.platform.quota.rate;

/**
 * The requests of one tenant at one node, by the generic cell rate algorithm (ITU-T I.371): all that is kept is the time at
 * which the bucket would be full again.
 */
final class Bucket {
    private long fullAt;
    private long keptAt;

    Bucket(long now) {
        fullAt = now;
        keptAt = now;
    }

    /** Whether to keep it anew, as it was kept so long ago: told to one of those who ask. */
    synchronized boolean isDue(long now, long after) {
        if (now - keptAt < after) {
            return false;
        }
        keptAt = now;
        return true;
    }

    synchronized Verdict take(Rate rate, long now) {
        var interval = rate.intervalNanos();
        var capacity = interval * rate.burst();
        var before = Math.max(fullAt - now, 0);
        var after = before + interval;
        // A request a nanosecond early is in time: the interval is rounded.
        if (after > capacity + 1) {
            return new Verdict(false, 0, (long) Math.ceil(after - capacity), before);
        }
        fullAt = now + Math.round(after);
        return new Verdict(true, (long) ((capacity - after + 1) / interval), 0, Math.round(after));
    }
}
