package dev.tenantry.frontend;

import dev.tenantry.platform.config.FrontendConfig;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Pipeline;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.RequestBody;
import dev.tenantry.platform.http.Route;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;

/** The pages. */
public final class Frontend {
    private final Vertx vertx;

    public Frontend(Vertx vertx, FrontendConfig config) {
        this.vertx = vertx;
    }

    public Router router() {
        return Pipeline.ofPages(dev.tenantry.platform.http.ErrorResponse::render)
                .router(
                        vertx,
                        List.of(new Route<>(
                                HttpMethod.GET,
                                "/health",
                                new Access.Everyone(),
                                RequestBody.NONE,
                                Route.now(call -> Reply.ok(Map.of("status", "healthy"))))));
    }
}
