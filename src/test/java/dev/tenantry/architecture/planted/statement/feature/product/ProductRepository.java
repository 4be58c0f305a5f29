package dev.tenantry.architecture.planted.statement.feature.product;

import dev.tenantry.architecture.planted.statement.platform.sql.Sql;

final class ProductRepository {
    int page(Sql sql) {
        return sql.list("SELECT id FROM products");
    }
}
