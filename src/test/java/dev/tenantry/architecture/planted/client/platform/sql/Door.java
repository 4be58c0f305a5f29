package dev.tenantry.architecture.planted.client.platform.sql;

import io.vertx.sqlclient.Pool;

record Door(Pool pool) {}
