package dev.tenantry.app.upkeep;

import dev.tenantry.feature.audit.Sealer;
import dev.tenantry.platform.audit.Tally;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each second writes what has been counted for the audit trail, and seals what has been written to it; once more at the end. */
public final class TrailVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(TrailVerticle.class);
    private static final long MILLIS = 1_000;
    private final Tally tally;
    private final Sealer sealer;
    private boolean behind;
    private Future<Void> work = Future.succeededFuture();

    public TrailVerticle(Tally tally, Sealer sealer) {
        this.tally = tally;
        this.sealer = sealer;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(MILLIS, timer -> {
            if (work.isComplete()) {
                work = written()
                        .eventually(sealer::walk)
                        .onSuccess(done -> behind = false)
                        .onFailure(this::tell);
            }
        });
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return work.transform(before -> written()).onFailure(this::tell).otherwiseEmpty();
    }

    private Future<Void> written() {
        return tally.flush().eventually(sealer::sealTouched);
    }

    private void tell(Throwable failure) {
        if (!behind) {
            behind = true;
            LOG.warn("The audit trail could not be brought up to date: {}", failure.toString());
        }
    }
}
