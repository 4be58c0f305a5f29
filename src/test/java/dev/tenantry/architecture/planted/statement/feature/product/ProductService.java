package dev.tenantry.architecture.planted.statement.feature.product;

import dev.tenantry.architecture.planted.statement.platform.sql.Sql;

final class ProductService {
    int count(Sql sql) {
        return sql.first("SELECT count(*) FROM products");
    }
}
