package dev.tenantry.architecture.planted.bus.platform.bus;

import io.vertx.core.eventbus.EventBus;

record Channel(EventBus bus) {}
