package dev.tenantry.app;

import dev.tenantry.platform.revocation.RevocationFeed;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the revocation feed up to date, on a loop of its own; it is deployed when it has been read once. */
final class FeedVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(FeedVerticle.class);
    private static final long READ_MILLIS = 500;
    private static final long CLEAN_MILLIS = Duration.ofMinutes(30).toMillis();
    private final RevocationFeed feed;
    private boolean behind;

    FeedVerticle(RevocationFeed feed) {
        this.feed = feed;
    }

    @Override
    public Future<?> start() {
        return feed.read().onSuccess(read -> {
            vertx.setPeriodic(
                    READ_MILLIS, timer -> feed.read().onSuccess(this::tellUp).onFailure(this::tellBehind));
            vertx.setPeriodic(
                    CLEAN_MILLIS,
                    timer -> feed.clean()
                            .onFailure(
                                    failure -> LOG.warn("Old revocations were not deleted: {}", failure.toString())));
        });
    }

    private void tellUp(boolean read) {
        if (read && behind) {
            behind = false;
            LOG.info("The revocation feed is read again");
        }
    }

    private void tellBehind(Throwable failure) {
        if (!behind) {
            behind = true;
            LOG.warn("The revocation feed cannot be read, each token is looked up meanwhile: {}", failure.toString());
        }
    }
}
