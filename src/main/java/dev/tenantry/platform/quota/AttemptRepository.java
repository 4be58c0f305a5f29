package dev.tenantry.platform.quota;

import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/** Rows of {@code attempts}. */
final class AttemptRepository {
    // Of many at once each is told another number. Those beyond the limit are not counted further.
    private static final String COUNT = """
            INSERT INTO attempts (key, failures, expires_at) VALUES ($1, 1, now() + make_interval(secs => $2))
            ON CONFLICT (tenant_id, key) DO UPDATE SET
                failures = CASE WHEN attempts.expires_at > now() THEN least(attempts.failures + 1, $3) ELSE 1 END,
                expires_at = greatest(attempts.expires_at,
                    CASE WHEN attempts.expires_at > now() THEN attempts.expires_at ELSE excluded.expires_at END)
            RETURNING failures, ceil(extract(epoch FROM expires_at - now()))::bigint AS seconds
            """;
    private static final String TAKE_BACK = """
            UPDATE attempts SET failures = failures - 1 WHERE key = $1 AND failures > 0
            """;
    private static final String DELETE_EXPIRED = """
            DELETE FROM attempts WHERE expires_at <= now()
            """;

    /** How many there are with this one, and when they are forgotten. */
    record Counted(int failures, Duration left) {}

    Future<Counted> count(Sql sql, Buffer key, Duration window, int most) {
        return sql.first(
                        COUNT,
                        row -> new Counted(row.getInteger("failures"), Duration.ofSeconds(row.getLong("seconds"))),
                        key,
                        (double) window.toSeconds(),
                        most)
                .map(Optional::orElseThrow);
    }

    Future<Integer> takeBack(Sql sql, Buffer key) {
        return sql.change(TAKE_BACK, key);
    }

    Future<Integer> deleteExpired(Sql sql) {
        return sql.change(DELETE_EXPIRED);
    }
}
