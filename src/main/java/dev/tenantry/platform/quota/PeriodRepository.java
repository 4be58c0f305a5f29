package dev.tenantry.platform.quota;

import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.Optional;

/** Rows of {@code usage_periods}. */
final class PeriodRepository {
    private static final String ADD = """
            INSERT INTO usage_periods (meter, period, used) VALUES ($1, $2, $3)
            ON CONFLICT (tenant_id, meter, period) DO UPDATE SET used = usage_periods.used + excluded.used
            RETURNING used
            """;
    private static final String USED = """
            SELECT used FROM usage_periods WHERE meter = $1 AND period = $2
            """;

    /** How many there are then, of all nodes. */
    Future<Long> add(Sql sql, String meter, LocalDate period, long amount) {
        return sql.first(ADD, row -> row.getLong("used"), meter, period, amount).map(Optional::orElseThrow);
    }

    Future<Long> used(Sql sql, String meter, LocalDate period) {
        return sql.first(USED, row -> row.getLong("used"), meter, period).map(found -> found.orElse(0L));
    }
}
