package dev.tenantry.architecture.planted.bus.feature.product;

import io.vertx.core.Vertx;

final class HandsOn {
    Object bus(Vertx vertx) {
        return vertx.eventBus();
    }
}
