package dev.tenantry.feature.identity;

import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code sessions}. */
final class SessionRepository {
    private static final String INSERT = """
            INSERT INTO sessions (token_hash, id, person_id, standing, authenticated_at, expires_at)
            VALUES ($1, $2, $3, $4, now(), now() + make_interval(secs => $5))
            RETURNING id, person_id, standing, authenticated_at, expires_at
            """;
    private static final String LIVE = """
            SELECT id, person_id, standing, authenticated_at, expires_at FROM sessions
            WHERE token_hash = $1 AND expires_at > now()
            """;
    // Whoever ends the session waits until the reader is done, or is seen by it.
    private static final String HOLD = """
            SELECT id FROM sessions WHERE id = $1 AND expires_at > now() FOR KEY SHARE
            """;
    private static final String DELETE = """
            DELETE FROM sessions WHERE token_hash = $1 RETURNING id, person_id, standing, authenticated_at, expires_at
            """;
    private static final String DELETE_EXPIRED = """
            DELETE FROM sessions WHERE person_id = $1 AND expires_at <= now()
            """;

    Future<Session> insert(Sql sql, byte[] tokenHash, UUID id, PersonId person, long standing, Duration lifetime) {
        return sql.change(DELETE_EXPIRED, person.value())
                .compose(cleaned -> sql.first(
                        INSERT,
                        SessionRepository::read,
                        Buffer.buffer(tokenHash),
                        id,
                        person.value(),
                        standing,
                        (double) lifetime.toSeconds()))
                .map(Optional::orElseThrow);
    }

    Future<Optional<Session>> live(Sql sql, byte[] tokenHash) {
        return sql.first(LIVE, SessionRepository::read, Buffer.buffer(tokenHash));
    }

    Future<Boolean> hold(Sql sql, UUID id) {
        return sql.first(HOLD, row -> row.getUUID("id"), id).map(Optional::isPresent);
    }

    Future<Optional<Session>> delete(Sql sql, byte[] tokenHash) {
        return sql.first(DELETE, SessionRepository::read, Buffer.buffer(tokenHash));
    }

    private static Session read(Row row) {
        return new Session(
                row.getUUID("id"),
                new PersonId(row.getUUID("person_id")),
                row.getLong("standing"),
                row.get(OffsetDateTime.class, "authenticated_at").toInstant(),
                row.get(OffsetDateTime.class, "expires_at").toInstant());
    }
}
