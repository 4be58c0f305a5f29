package dev.tenantry.feature.access.key;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Rows of {@code api_keys}. */
final class ApiKeyRepository {
    private static final String INSERT = """
            WITH added AS (
                INSERT INTO api_keys (id, person_id, name, key_hash, scopes, expires_at)
                VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
                RETURNING id, person_id, name, scopes, created_at, expires_at, last_used_at
            )
            SELECT a.id, a.person_id, m.username, a.name, a.scopes, a.created_at, a.expires_at, a.last_used_at
            FROM added a JOIN memberships m ON m.person_id = a.person_id
            """;
    private static final String PAGE = """
            SELECT k.id, k.person_id, m.username, k.name, k.scopes, k.created_at, k.expires_at, k.last_used_at
            FROM api_keys k JOIN memberships m ON m.person_id = k.person_id
            WHERE k.id < $1 AND ($3::uuid IS NULL OR k.person_id = $3)
            ORDER BY k.id DESC LIMIT $2
            """;
    private static final String BY_ID = """
            SELECT k.id, k.person_id, m.username, k.name, k.scopes, k.created_at, k.expires_at, k.last_used_at
            FROM api_keys k JOIN memberships m ON m.person_id = k.person_id
            WHERE k.id = $1
            """;
    private static final String BY_HASH = """
            SELECT k.id, k.person_id, m.username, k.name, k.scopes, k.created_at, k.expires_at, k.last_used_at
            FROM api_keys k JOIN memberships m ON m.person_id = k.person_id
            WHERE k.key_hash = $1
            """;
    private static final String COUNT = """
            SELECT count(*) AS keys FROM api_keys WHERE person_id = $1
            """;
    private static final String DELETE = """
            DELETE FROM api_keys WHERE id = $1
            """;
    private static final String DELETE_EXPIRED = """
            DELETE FROM api_keys WHERE person_id = $1 AND expires_at <= now()
            """;
    private static final String USED = """
            UPDATE api_keys SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)
            """;

    Future<ApiKey> insert(
            Sql sql, UUID id, PersonId person, String name, byte[] hash, Set<Scope> scopes, Duration lifetime) {
        return sql.first(
                        INSERT,
                        ApiKeyRepository::read,
                        id,
                        person.value(),
                        name,
                        Buffer.buffer(hash),
                        scopes.stream().sorted().map(Scope::wire).toArray(String[]::new),
                        (double) lifetime.toSeconds())
                .map(Optional::orElseThrow);
    }

    /** @param of whose; empty for everybody's */
    Future<List<ApiKey>> page(Sql sql, Page.Wanted wanted, Optional<PersonId> of) {
        return sql.list(
                PAGE,
                ApiKeyRepository::read,
                wanted.before(),
                wanted.fetch(),
                of.map(PersonId::value).orElse(null));
    }

    Future<Optional<ApiKey>> byId(Sql sql, UUID id) {
        return sql.first(BY_ID, ApiKeyRepository::read, id);
    }

    Future<Optional<ApiKey>> byHash(Sql sql, byte[] hash) {
        return sql.first(BY_HASH, ApiKeyRepository::read, Buffer.buffer(hash));
    }

    /** How many the person has that have not expired; the others are deleted. */
    Future<Long> live(Sql sql, PersonId person) {
        return sql.change(DELETE_EXPIRED, person.value())
                .compose(done -> sql.first(COUNT, row -> row.getLong("keys"), person.value()))
                .map(Optional::orElseThrow);
    }

    Future<Integer> delete(Sql sql, UUID id) {
        return sql.change(DELETE, id);
    }

    /** @param uses when which key was used */
    Future<Integer> used(Sql sql, Map<UUID, Instant> uses) {
        return sql.batch(
                USED,
                uses.entrySet().stream()
                        .map(use -> new Object[] {use.getKey(), use.getValue().atOffset(ZoneOffset.UTC)})
                        .toList());
    }

    private static ApiKey read(Row row) {
        return new ApiKey(
                row.getUUID("id"),
                new PersonId(row.getUUID("person_id")),
                row.getString("username"),
                row.getString("name"),
                Scope.parse(String.join(" ", row.getArrayOfStrings("scopes"))).orElseThrow(),
                row.get(OffsetDateTime.class, "created_at").toInstant(),
                row.get(OffsetDateTime.class, "expires_at").toInstant(),
                Optional.ofNullable(row.get(OffsetDateTime.class, "last_used_at"))
                        .map(OffsetDateTime::toInstant));
    }
}
