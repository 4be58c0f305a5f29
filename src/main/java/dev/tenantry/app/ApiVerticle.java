package dev.tenantry.app;

import dev.tenantry.platform.config.BackendConfig;
import dev.tenantry.platform.http.Pipeline;
import dev.tenantry.platform.http.Route;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API on one event loop; as many are deployed as there are loops to use, all on the same port. */
final class ApiVerticle extends VerticleBase {
    private final Pipeline pipeline;
    private final List<Route<?>> routes;
    private final BackendConfig config;
    private @Nullable HttpServer server;

    ApiVerticle(Pipeline pipeline, List<Route<?>> routes, BackendConfig config) {
        this.pipeline = pipeline;
        this.routes = routes;
        this.config = config;
    }

    @Override
    public Future<?> start() {
        return HttpServers.open(
                        vertx,
                        pipeline.router(vertx, routes),
                        config.api(),
                        config.oauth().secure(),
                        "API_PORT")
                .onSuccess(open -> server = open);
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : HttpServers.drain(server);
    }
}
