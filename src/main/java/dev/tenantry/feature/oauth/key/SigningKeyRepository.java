package dev.tenantry.feature.oauth.key;

import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Rows of {@code signing_keys}, a table without a tenant: one ring serves every issuer. */
final class SigningKeyRepository {
    private static final String RING = """
            SELECT id, algorithm, private_key, created_at, expires_at FROM signing_keys
            WHERE expires_at IS NULL OR expires_at > now() ORDER BY created_at DESC
            """;
    private static final String SIGNING_SINCE = """
            SELECT algorithm FROM signing_keys WHERE retired_at IS NULL AND created_at >= $1
            """;
    private static final String RETIRE = """
            UPDATE signing_keys SET retired_at = $1, expires_at = $2
            WHERE retired_at IS NULL AND created_at < $3 AND algorithm = $4
            """;
    private static final String INSERT = """
            INSERT INTO signing_keys (id, algorithm, private_key, created_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (algorithm) WHERE retired_at IS NULL DO NOTHING
            """;
    private static final String DELETE_EXPIRED = """
            DELETE FROM signing_keys WHERE expires_at < $1
            """;

    record Stored(
            String id, SigningAlgorithm algorithm, Buffer wrapped, Instant createdAt, Optional<Instant> expiresAt) {}

    Future<List<Stored>> ring(Sql sql) {
        return sql.list(RING, SigningKeyRepository::read);
    }

    /** The algorithms that have a signing key of that time or younger. */
    Future<List<SigningAlgorithm>> signingSince(Sql sql, Instant time) {
        return sql.list(SIGNING_SINCE, SigningKeyRepository::algorithm, utc(time));
    }

    /** Retires the algorithm's signing key if it is older than that. */
    Future<Integer> retire(Sql sql, SigningAlgorithm algorithm, Instant now, Instant expiresAt, Instant createdBefore) {
        return sql.change(RETIRE, utc(now), utc(expiresAt), utc(createdBefore), algorithm.name());
    }

    /** Does nothing when another node has put a signing key there meanwhile. */
    Future<Integer> insert(Sql sql, SigningAlgorithm algorithm, String id, byte[] wrapped, Instant now) {
        return sql.change(INSERT, id, algorithm.name(), Buffer.buffer(wrapped), utc(now));
    }

    Future<Integer> deleteExpired(Sql sql, Instant now) {
        return sql.change(DELETE_EXPIRED, utc(now));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static SigningAlgorithm algorithm(Row row) {
        return SigningAlgorithm.valueOf(row.getString("algorithm"));
    }

    private static Stored read(Row row) {
        return new Stored(
                row.getString("id"),
                algorithm(row),
                row.getBuffer("private_key"),
                row.get(OffsetDateTime.class, "created_at").toInstant(),
                Optional.ofNullable(row.get(OffsetDateTime.class, "expires_at")).map(OffsetDateTime::toInstant));
    }
}
