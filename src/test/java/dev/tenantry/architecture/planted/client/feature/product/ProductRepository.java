package dev.tenantry.architecture.planted.client.feature.product;

import io.vertx.sqlclient.Row;

final class ProductRepository {
    static String name(Row row) {
        return row.getString("name");
    }
}
