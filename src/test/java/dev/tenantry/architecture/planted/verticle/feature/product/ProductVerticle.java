package dev.tenantry.architecture.planted.verticle.feature.product;

import io.vertx.core.VerticleBase;

final class ProductVerticle extends VerticleBase {}
