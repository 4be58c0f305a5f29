package dev.tenantry.feature.identity;

import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Rows of {@code sessions}. */
final class SessionRepository {
    private static final String INSERT = """
            INSERT INTO sessions (token_hash, person_id, expires_at) VALUES ($1, $2, $3)
            """;
    private static final String LIVE = """
            SELECT person_id FROM sessions WHERE token_hash = $1 AND expires_at > now()
            """;
    private static final String DELETE = """
            DELETE FROM sessions WHERE token_hash = $1
            """;
    private static final String DELETE_EXPIRED = """
            DELETE FROM sessions WHERE person_id = $1 AND expires_at <= now()
            """;

    Future<Integer> insert(Sql sql, byte[] tokenHash, PersonId person, Instant expiresAt) {
        return sql.transaction(tx -> tx.change(DELETE_EXPIRED, person.value())
                .compose(cleaned -> tx.change(
                        INSERT, Buffer.buffer(tokenHash), person.value(), expiresAt.atOffset(ZoneOffset.UTC))));
    }

    Future<Optional<PersonId>> live(Sql sql, byte[] tokenHash) {
        return sql.first(LIVE, row -> new PersonId(row.getUUID("person_id")), Buffer.buffer(tokenHash));
    }

    Future<Integer> delete(Sql sql, byte[] tokenHash) {
        return sql.change(DELETE, Buffer.buffer(tokenHash));
    }
}
