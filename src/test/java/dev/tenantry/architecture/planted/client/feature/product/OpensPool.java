package dev.tenantry.architecture.planted.client.feature.product;

import io.vertx.sqlclient.Pool;

record OpensPool(Pool pool) {}
