package dev.tenantry.feature.identity;

import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code sessions}. */
final class SessionRepository {
    private static final String INSERT = """
            INSERT INTO sessions (token_hash, id, person_id, standing, user_agent, address, authenticated_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, now(), now() + make_interval(secs => $7))
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
    private static final String PAGE = """
            SELECT id, user_agent, address, authenticated_at, expires_at FROM sessions
            WHERE person_id = $1 AND standing = $2 AND expires_at > now() AND id < $3 ORDER BY id DESC LIMIT $4
            """;
    private static final String DELETE_ONE = """
            DELETE FROM sessions WHERE person_id = $1 AND id = $2
            """;
    private static final String DELETE_OTHERS = """
            DELETE FROM sessions WHERE person_id = $1 AND ($2::uuid IS NULL OR id <> $2) RETURNING id
            """;
    private static final String DELETE_EXPIRED = """
            DELETE FROM sessions WHERE person_id = $1 AND expires_at <= now()
            """;

    Future<Session> insert(
            Sql sql, byte[] tokenHash, UUID id, PersonId person, long standing, SeenFrom from, Duration lifetime) {
        return sql.change(DELETE_EXPIRED, person.value())
                .compose(cleaned -> sql.first(
                        INSERT,
                        SessionRepository::read,
                        Buffer.buffer(tokenHash),
                        id,
                        person.value(),
                        standing,
                        from.userAgent(),
                        from.address(),
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

    Future<List<OpenSession>> page(Sql sql, PersonId person, long standing, UUID before, int most) {
        return sql.list(PAGE, SessionRepository::readOpen, person.value(), standing, before, most);
    }

    Future<Boolean> delete(Sql sql, PersonId person, UUID id) {
        return sql.change(DELETE_ONE, person.value(), id).map(deleted -> deleted > 0);
    }

    Future<List<UUID>> deleteOthers(Sql sql, PersonId person, Optional<UUID> kept) {
        return sql.list(DELETE_OTHERS, row -> row.getUUID("id"), person.value(), kept.orElse(null));
    }

    private static OpenSession readOpen(Row row) {
        return new OpenSession(
                row.getUUID("id"),
                row.get(OffsetDateTime.class, "authenticated_at").toInstant(),
                row.get(OffsetDateTime.class, "expires_at").toInstant(),
                new SeenFrom(row.getString("user_agent"), row.getString("address")));
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
