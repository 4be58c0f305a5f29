package dev.tenantry.app;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be done from time to time, on a loop of its own: at the start and then again and again, on every node. */
final class UpkeepVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(UpkeepVerticle.class);
    private final List<Chore> chores;

    UpkeepVerticle(List<Chore> chores) {
        this.chores = chores;
    }

    /**
     * Something that may be done twice, or by two nodes at once, without harm.
     *
     * @param every from the end of one time to the next
     * @param work tells how much there was to do
     */
    record Chore(String name, Duration every, Supplier<Future<Integer>> work) {}

    @Override
    public Future<?> start() {
        chores.forEach(this::run);
        return Future.succeededFuture();
    }

    private void run(Chore chore) {
        chore.work()
                .get()
                .onSuccess(done -> {
                    if (done > 0) {
                        LOG.info("{}: {}", chore.name(), done);
                    }
                })
                .onFailure(failure -> LOG.warn("{} did not succeed: {}", chore.name(), failure.toString()))
                .onComplete(done -> vertx.setTimer(chore.every().toMillis(), later -> run(chore)));
    }
}
