package dev.tenantry.platform.quota;

import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Rows of {@code usage}. */
final class UsageRepository {
    // One statement: whoever comes second waits for the first one's row, and then sees what is left.
    private static final String TAKE = """
            UPDATE usage SET used = used + $2 WHERE meter = $1 AND used + $2 <= $3 RETURNING used
            """;
    // Costs more, and says the same where there is a row.
    private static final String TAKE_FIRST = """
            INSERT INTO usage (meter, used) VALUES ($1, $2)
            ON CONFLICT (tenant_id, meter) DO UPDATE SET used = usage.used + excluded.used
                WHERE usage.used + excluded.used <= $3
            RETURNING used
            """;
    private static final String GIVE_BACK = """
            UPDATE usage SET used = greatest(used - $2, 0) WHERE meter = $1
            """;
    private static final String USED = """
            SELECT used FROM usage WHERE meter = $1
            """;
    private static final String ALL = """
            SELECT meter, used FROM usage ORDER BY meter
            """;

    /** @param used of the meter */
    record Used(String meter, long used) {}

    /** How many there are then; empty when that would be more than the most. */
    Future<Optional<Long>> take(Sql sql, String meter, long amount, long most) {
        if (amount > most) {
            return Future.succeededFuture(Optional.empty());
        }
        return take(sql, TAKE, meter, amount, most)
                .compose(taken ->
                        taken.isPresent() ? Future.succeededFuture(taken) : take(sql, TAKE_FIRST, meter, amount, most));
    }

    private static Future<Optional<Long>> take(Sql sql, String statement, String meter, long amount, long most) {
        return sql.first(statement, row -> row.getLong("used"), meter, amount, most);
    }

    Future<Integer> giveBack(Sql sql, String meter, long amount) {
        return sql.change(GIVE_BACK, meter, amount);
    }

    Future<Long> used(Sql sql, String meter) {
        return sql.first(USED, row -> row.getLong("used"), meter).map(found -> found.orElse(0L));
    }

    Future<List<Used>> all(Sql sql) {
        return sql.list(ALL, row -> new Used(row.getString("meter"), row.getLong("used")));
    }
}
