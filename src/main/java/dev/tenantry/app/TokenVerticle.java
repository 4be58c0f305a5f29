package dev.tenantry.app;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Issues, inspects and revokes tokens, on a loop of its own and with a bound of its own, and keeps the ring of signing keys up to date. */
final class TokenVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(TokenVerticle.class);
    private static final long RELOAD_MILLIS = Duration.ofSeconds(2).toMillis();
    private static final long ROTATION_CHECK_MILLIS = Duration.ofMinutes(10).toMillis();
    private final Assembly assembly;

    TokenVerticle(Assembly assembly) {
        this.assembly = assembly;
    }

    @Override
    public Future<?> start() {
        var keys = assembly.oauth.keys;
        assembly.oauth.tokenChannel.serve(assembly.oauth.tokenEndpoint::answer);
        assembly.oauth.inspectChannel.serve(assembly.oauth.inspection::answer);
        vertx.setPeriodic(RELOAD_MILLIS, timer -> tell(keys.reload()));
        vertx.setPeriodic(ROTATION_CHECK_MILLIS, timer -> tell(keys.ready()));
        return Future.succeededFuture();
    }

    private static void tell(Future<Void> upkeep) {
        upkeep.onFailure(
                failure -> LOG.warn("The signing keys could not be brought up to date: {}", failure.toString()));
    }
}
