package dev.tenantry.app;

import dev.tenantry.app.wiring.Chore;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does chores on a loop of its own. It is deployed when those that requests depend on have been done once. */
final class UpkeepVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(UpkeepVerticle.class);
    private final List<Chore> chores;
    private final Set<Chore> failing = new HashSet<>();
    private final Map<Chore, Future<Void>> running = new HashMap<>();
    private boolean ended;

    UpkeepVerticle(List<Chore> chores) {
        this.chores = chores;
    }

    @Override
    public Future<?> start() {
        return Future.all(chores.stream()
                        .filter(Chore::first)
                        .map(chore -> chore.work().get())
                        .toList())
                .onSuccess(done -> chores.forEach(chore -> {
                    if (chore.first()) {
                        later(chore);
                    } else {
                        again(chore);
                    }
                }));
    }

    private void later(Chore chore) {
        vertx.setTimer(chore.every().toMillis(), timer -> again(chore));
    }

    private void again(Chore chore) {
        if (!ended) {
            var work = Future.succeededFuture().compose(now -> chore.work().get());
            running.put(chore, work);
            work.onComplete(done -> tell(chore, done)).onComplete(done -> later(chore));
        }
    }

    /** What fails at the end fails because it is the end. */
    private void tell(Chore chore, AsyncResult<Void> done) {
        if (done.failed() && !ended && failing.add(chore)) {
            LOG.warn("{}: {}", chore.failing(), done.cause().toString());
        } else if (done.succeeded() && failing.remove(chore)) {
            LOG.info("No longer: {}", chore.failing());
        }
    }

    @Override
    public Future<?> stop() {
        ended = true;
        return Future.join(chores.stream()
                .flatMap(chore -> chore
                        .atEnd()
                        .map(last -> running.getOrDefault(chore, Future.succeededFuture())
                                .transform(before -> last.get()))
                        .stream())
                .toList());
    }
}
