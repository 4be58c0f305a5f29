package dev.tenantry.app.wiring;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Something to be done again and again while the process runs.
 *
 * @param every from the end of one time to the beginning of the next
 * @param work done for the first time before anything is served
 * @param atEnd whether it is done a last time when everything else has ended
 * @param failing what the log says when it fails, the first time of several
 */
public record Chore(Duration every, Supplier<Future<Void>> work, boolean atEnd, String failing) {}
