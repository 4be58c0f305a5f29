package dev.tenantry.app.wiring;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something to be done again and again while the process runs. It may be done twice, or by two nodes at once, without harm.
 *
 * @param every from the end of one time to the beginning of the next
 * @param first whether nothing is served before it has been done once
 * @param atEnd what is done when everything else has ended
 * @param failing what the log says when it fails, the first time of several
 */
public record Chore(
        Duration every,
        Supplier<Future<Void>> work,
        boolean first,
        Optional<Supplier<Future<Void>>> atEnd,
        String failing) {

    /** What requests depend on. */
    public static Chore first(Duration every, Supplier<Future<Void>> work, String failing) {
        return new Chore(every, work, true, Optional.empty(), failing);
    }

    /** What can wait. */
    public static Chore sometime(Duration every, Supplier<Future<Void>> work, String failing) {
        return new Chore(every, work, false, Optional.empty(), failing);
    }

    /** The same, and something else is done when everything else has ended. */
    public Chore andAtEnd(Supplier<Future<Void>> last) {
        return new Chore(every, work, first, Optional.of(last), failing);
    }
}
