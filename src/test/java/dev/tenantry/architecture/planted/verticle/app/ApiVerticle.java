package dev.tenantry.architecture.planted.verticle.app;

import io.vertx.core.VerticleBase;

final class ApiVerticle extends VerticleBase {}
