package dev.tenantry.architecture.planted.bus.feature.product;

import io.vertx.core.Vertx;

final class Publishes {
    void tell(Vertx vertx) {
        vertx.eventBus().publish("product", "changed");
    }
}
