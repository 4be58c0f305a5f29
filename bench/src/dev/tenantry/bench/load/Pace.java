package dev.tenantry.bench.load;

import java.util.concurrent.TimeUnit;

/** When the next request is due: at once, or evenly so many each second. None is when the time is over. */
final class Pace {
    private final long interval;
    private final long end;
    private long due;

    /** @param rate each second; 0 for as fast as can be */
    Pace(int rate, long begin, long end) {
        this.interval = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / rate;
        this.due = begin;
        this.end = end;
    }

    boolean isDue(long now) {
        return interval == 0 ? now < end : due <= now && due < end;
    }

    /** When the one was due that is sent now. */
    long take(long now) {
        if (interval == 0) {
            return now;
        }
        var taken = due;
        due += interval;
        return taken;
    }

    /** Whether some were due in time and are not sent yet. */
    boolean isBehind(long now) {
        return interval > 0 && due < end && due <= now;
    }

    /** In nanoseconds; longer than anything takes when the next one waits for an answer. */
    long untilDue(long now) {
        return interval == 0 || due <= now || due >= end ? TimeUnit.MILLISECONDS.toNanos(100) : due - now;
    }
}
