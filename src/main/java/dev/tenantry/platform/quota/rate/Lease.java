package dev.tenantry.platform.quota.rate;

import dev.tenantry.platform.quota.rate.RedisBuckets.Taken;
import java.time.Duration;
import java.util.Optional;

/** What this node has taken of a tenant's shared bucket ahead of the requests, or knows not to be there. */
final class Lease {
    /** What is taken ahead at once lasts a tenant that asks as fast as it may so long. */
    private static final int PER_SECOND = 20;

    /** What was not needed after this is lost: the tenant has asked elsewhere meanwhile. */
    private static final long GOOD_NANOS = Duration.ofSeconds(1).toNanos();

    private long ahead;
    private long endsAt;
    private long emptyUntil;
    private boolean asking;
    private Taken last = new Taken(0, 0, 0, 0);

    Lease(long now) {
        endsAt = now;
        emptyUntil = now;
    }

    /** What can be said without asking Redis. */
    synchronized Optional<Verdict> spend(long now) {
        if (ahead > 0 && now - endsAt < 0) {
            ahead--;
            return Optional.of(new Verdict(true, last.left() + ahead, 0, last.fullNanos()));
        }
        return now - emptyUntil < 0
                ? Optional.of(new Verdict(false, 0, emptyUntil - now, last.fullNanos()))
                : Optional.empty();
    }

    /** How many to ask for. Only one of several who ask at once takes more than their own. */
    synchronized int ask(Rate rate) {
        if (asking) {
            return 1;
        }
        asking = true;
        return Math.max(1, Math.min(rate.perMinute() / (60 * PER_SECOND), rate.burst() / 10));
    }

    /** The first one taken is for whoever has asked. */
    synchronized Verdict receive(Taken taken, long now) {
        last = taken;
        if (taken.taken() == 0) {
            emptyUntil = now + taken.waitNanos();
            return new Verdict(false, 0, taken.waitNanos(), taken.fullNanos());
        }
        ahead = (now - endsAt < 0 ? ahead : 0) + taken.taken() - 1;
        endsAt = now + GOOD_NANOS;
        return new Verdict(true, taken.left() + ahead, 0, taken.fullNanos());
    }

    synchronized void asked(int wanted) {
        if (wanted > 1) {
            asking = false;
        }
    }
}
