package dev.tenantry.architecture.planted.client.feature.product;

import io.vertx.pgclient.PgConnectOptions;

final class ConfiguresPostgres {
    int port() {
        return new PgConnectOptions().getPort();
    }
}
