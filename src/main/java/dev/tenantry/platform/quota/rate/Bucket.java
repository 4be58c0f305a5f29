package dev.tenantry.platform.quota.rate;

/**
 * The requests of one tenant at one node, by the generic cell rate algorithm (ITU-T I.371): all that is kept is the time at
 * which the bucket would be full again.
 */
final class Bucket {
    private long fullAt;

    Bucket(long now) {
        fullAt = now;
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
