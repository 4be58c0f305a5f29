package dev.tenantry.platform.sql.read;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * One plain read, as it is sent, and how long PostgreSQL took for it so far.
 *
 * <p>The setting lives in the statement's own transaction only, so no error, cancel or lost connection carries it over. The
 * lateral reference makes it run before anything of the read: without {@code tenant_set} there is no row to join.
 */
public final class PlainRead {
    private static final long SLOW_NANOS = 20_000_000;
    private static final long LONGEST_COUNTED = 4 * SLOW_NANOS;
    private static final int WEIGHT = 8;
    private final String text;
    // Threads may overwrite each other's sample: it is an estimate.
    private volatile long average = -1;

    private PlainRead(String text) {
        this.text = text;
    }

    static PlainRead withoutTenant(String scoped) {
        return new PlainRead(scoped);
    }

    /** @param tenant the parameter that holds the tenant's id, for both locks */
    static PlainRead ofTenant(String scoped, int tenant) {
        return new PlainRead("""
                SELECT q.* FROM (SELECT set_config('app.tenant_id', $%d::uuid::text, true) AS tenant_set OFFSET 0) tenantry_s
                CROSS JOIN LATERAL (SELECT o.* FROM (
                %s
                ) o WHERE tenantry_s.tenant_set IS NOT NULL OFFSET 0) q
                """.formatted(tenant, scoped));
    }

    public String text() {
        return text;
    }

    /** Whether others should not have to wait behind it. */
    public boolean isSlow() {
        return average >= SLOW_NANOS;
    }

    /** Runs it elsewhere than on a shared connection, and learns how long that takes. */
    public <T> Future<T> timed(Supplier<Future<T>> run) {
        var started = System.nanoTime();
        return run.get().onComplete(done -> took(System.nanoTime() - started));
    }

    /** One outlier of a read known as quick does not make it slow; a first run tells more. */
    void took(long nanos) {
        var counted = Math.min(nanos, LONGEST_COUNTED);
        average = average < 0 ? counted : average + (counted - average) / WEIGHT;
    }
}
