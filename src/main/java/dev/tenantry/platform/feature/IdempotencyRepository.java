package dev.tenantry.platform.feature;

import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code idempotency_keys}. */
final class IdempotencyRepository {
    /** Waits for whoever is using the same key, and takes one over that has expired. */
    private static final String TAKE = """
            INSERT INTO idempotency_keys (principal_id, key_hash, fingerprint) VALUES ($1, $2, $3)
            ON CONFLICT (tenant_id, principal_id, key_hash) DO UPDATE
            SET fingerprint = excluded.fingerprint, answer = NULL, expires_at = excluded.expires_at
            WHERE idempotency_keys.expires_at < now()
            """;

    private static final String FIND = """
            SELECT fingerprint, answer FROM idempotency_keys WHERE principal_id = $1 AND key_hash = $2
            """;
    private static final String KEEP = """
            UPDATE idempotency_keys SET answer = $3 WHERE principal_id = $1 AND key_hash = $2
            """;
    private static final String SWEEP = """
            DELETE FROM idempotency_keys WHERE (principal_id, key_hash) IN (
                SELECT principal_id, key_hash FROM idempotency_keys WHERE expires_at < now()
                ORDER BY expires_at LIMIT 10 FOR UPDATE SKIP LOCKED)
            """;

    /** A key that has been used. */
    record Used(Buffer fingerprint, Buffer answer) {}

    /** Whether it is the caller's now; if not, somebody has used it. */
    Future<Boolean> take(Sql sql, UUID principal, Buffer keyHash, Buffer fingerprint) {
        return sql.change(TAKE, principal, keyHash, fingerprint).map(rows -> rows > 0);
    }

    Future<Optional<Used>> find(Sql sql, UUID principal, Buffer keyHash) {
        return sql.first(
                FIND, row -> new Used(row.getBuffer("fingerprint"), row.getBuffer("answer")), principal, keyHash);
    }

    void keep(Sql sql, UUID principal, Buffer keyHash, Buffer answer) {
        sql.unawaited(KEEP, principal, keyHash, answer);
    }

    /** Takes away a few that have expired; more than one request adds, so that they cannot pile up. */
    void sweep(Sql sql) {
        sql.unawaited(SWEEP);
    }
}
