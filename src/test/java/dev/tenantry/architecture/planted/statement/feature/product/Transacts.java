package dev.tenantry.architecture.planted.statement.feature.product;

import dev.tenantry.architecture.planted.statement.platform.sql.Sql;

final class Transacts {
    int all(Sql sql) {
        return sql.transaction(new ProductRepository().page(sql));
    }
}
