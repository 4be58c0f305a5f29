package dev.tenantry.architecture.planted.statement.feature.product;

import dev.tenantry.architecture.planted.statement.platform.sql.Sql;
import java.util.function.ToIntFunction;

final class PassesOn {
    ToIntFunction<String> change(Sql sql) {
        return sql::change;
    }
}
