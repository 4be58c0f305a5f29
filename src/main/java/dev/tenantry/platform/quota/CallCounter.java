package dev.tenantry.platform.quota;

import dev.tenantry.platform.tenancy.TenantContext;
import java.util.OptionalLong;

/** The calls of one tenant in one month: what is written down, by all nodes, and what this node has still to write. */
final class CallCounter {
    private long written;
    private long underway;
    private long open;
    private boolean asked;
    private int quiet;
    private boolean gone;
    private TenantContext tenant;

    CallCounter(TenantContext tenant, long written) {
        this.tenant = tenant;
        this.written = written;
    }

    /**
     * Counts one, unless there are as many as may be.
     *
     * @return how many there were before; empty when this counter is not used any more
     */
    synchronized OptionalLong count(TenantContext asking, long most) {
        if (gone) {
            return OptionalLong.empty();
        }
        tenant = asking;
        asked = true;
        quiet = 0;
        var before = used();
        if (before < most) {
            open++;
        }
        return OptionalLong.of(before);
    }

    synchronized long used() {
        return written + underway + open;
    }

    synchronized TenantContext tenant() {
        return tenant;
    }

    /** What is to be written now; {@link #wrote} or {@link #failed} follows. */
    synchronized long begin() {
        asked = false;
        underway = open;
        open = 0;
        return underway;
    }

    synchronized void wrote(long total) {
        written = total;
        underway = 0;
    }

    synchronized void failed() {
        open += underway;
        underway = 0;
        asked = true;
    }

    /** Whether anybody has asked since it was last written. */
    synchronized boolean wasAsked() {
        return asked;
    }

    /** Ends it when nothing is to be written and nobody has asked so many times. */
    synchronized boolean endIfQuiet(int times) {
        quiet++;
        gone = open + underway == 0 && quiet > times;
        return gone;
    }
}
