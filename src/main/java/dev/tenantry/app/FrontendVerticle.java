package dev.tenantry.app;

import dev.tenantry.frontend.Frontend;
import dev.tenantry.platform.config.FrontendConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import org.jspecify.annotations.Nullable;

/** The web pages. They need the API's address and nothing else of this process. */
final class FrontendVerticle extends VerticleBase {
    private final FrontendConfig config;
    private @Nullable HttpServer server;

    FrontendVerticle(FrontendConfig config) {
        this.config = config;
    }

    @Override
    public Future<?> start() {
        return Frontend.open(vertx, config)
                .compose(router -> HttpServers.open(vertx, router, config.listener(), config.secure(), "FRONTEND_PORT"))
                .onSuccess(open -> server = open);
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : HttpServers.drain(server);
    }
}
