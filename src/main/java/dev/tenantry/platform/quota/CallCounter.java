package dev.tenantry.platform.quota;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.tenantry.platform.tenancy.TenantContext;
import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.Queue;

/**
 * The calls of one tenant in one month: what is written down, by all nodes, and what this node has still to write. It gets into
 * the line of those that are written next when it has counted enough, and is in it once at most.
 */
final class CallCounter {
    private static final int PORTION = 1_000;
    private static final int MOST_UNWRITTEN = 1_000;
    private final LocalDate month;
    private TenantContext tenant;
    private long written;
    private long underway;
    private long open;
    private int lastAsked;
    private boolean asked = true;
    private boolean guessed;
    private boolean inLine;
    private boolean gone;

    /** @param written as far as is known; empty when nobody could tell */
    CallCounter(TenantContext tenant, LocalDate month, OptionalLong written) {
        this.tenant = tenant;
        this.month = month;
        this.written = written.orElse(0);
        this.guessed = written.isEmpty();
    }

    /**
     * Counts one, unless there are as many as may be. It gets into the line when a thousandth of what was left is unwritten: of
     * the last thousand each one is written at once.
     *
     * @return how many there were before; empty when this counter is not used any more
     */
    @SuppressWarnings("ReferenceEquality")
    synchronized OptionalLong count(TenantContext asking, long most, Queue<CallCounter> line) {
        if (gone) {
            return OptionalLong.empty();
        }
        // The same one nearly always, and a collector looks anew at every object that has been written to.
        if (tenant != asking) {
            tenant = asking;
        }
        asked = true;
        var before = used();
        if (before < most) {
            open++;
        }
        if (!inLine && (guessed || open >= Math.min(MOST_UNWRITTEN, (most - used()) / PORTION))) {
            join(line);
        }
        return OptionalLong.of(before);
    }

    /** Gets into the line if there is anything to write; whether it did. */
    @CanIgnoreReturnValue
    synchronized boolean offer(Queue<CallCounter> line) {
        if (inLine || open == 0) {
            return false;
        }
        join(line);
        return true;
    }

    private void join(Queue<CallCounter> line) {
        inLine = true;
        line.add(this);
    }

    synchronized long used() {
        return written + underway + open;
    }

    synchronized TenantContext tenant() {
        return tenant;
    }

    LocalDate month() {
        return month;
    }

    /** What is to be written now, out of the line; {@link #wrote} or {@link #failed} follows. */
    synchronized long begin() {
        inLine = false;
        underway = open;
        open = 0;
        return underway;
    }

    synchronized void wrote(long total) {
        written = total;
        underway = 0;
        guessed = false;
    }

    synchronized void failed() {
        open += underway;
        underway = 0;
    }

    /** Ends it when nothing is to be written and nobody has asked for so long, as far as those who look at it now and then saw. */
    synchronized boolean endIfQuiet(int second, int longest) {
        if (asked) {
            asked = false;
            lastAsked = second;
        }
        gone = !inLine && open + underway == 0 && second - lastAsked > longest;
        return gone;
    }
}
