package dev.tenantry.feature.oauth.token;

import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Rows of {@code oauth_token_families}. */
final class TokenFamilyRepository {
    private static final String INSERT = """
            INSERT INTO oauth_token_families
                (id, client_id, person_id, scope, generation, token_hash, rotated_at, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, now(), now(), now() + make_interval(secs => $7))
            """;
    private static final String ROTATE = """
            UPDATE oauth_token_families SET generation = generation + 1, token_hash = $5, rotated_at = now()
            WHERE id = $1 AND client_id = $2 AND generation = $3 AND token_hash = $4
              AND revoked_at IS NULL AND expires_at > now()
            """;
    private static final String FIND = """
            SELECT id, client_id, person_id, scope, generation,
                   (extract(epoch FROM now() - rotated_at) * 1000)::bigint AS rotated_millis_ago,
                   revoked_at IS NULL AND expires_at > now() AS alive
            FROM oauth_token_families WHERE id = $1 AND client_id = $2
            """;
    private static final String REVOKE = """
            UPDATE oauth_token_families SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL
            """;

    Future<Integer> insert(Sql sql, RefreshToken.Serial first, Subject subject, byte[] tokenHash, Duration lifetime) {
        return sql.change(
                INSERT,
                first.family(),
                subject.client(),
                subject.id(),
                Scope.format(subject.scopes()),
                first.generation(),
                Buffer.buffer(tokenHash),
                (double) lifetime.toSeconds());
    }

    /** Uses a refresh token up: of many at once, exactly one is told true. */
    Future<Boolean> rotate(Sql sql, RefreshToken.Serial used, UUID client, byte[] usedHash, byte[] nextHash) {
        return sql.change(
                        ROTATE,
                        used.family(),
                        client,
                        used.generation(),
                        Buffer.buffer(usedHash),
                        Buffer.buffer(nextHash))
                .map(rows -> rows > 0);
    }

    Future<Optional<TokenFamily>> find(Sql sql, UUID family, UUID client) {
        return sql.first(FIND, TokenFamilyRepository::read, family, client);
    }

    Future<Integer> revoke(Sql sql, UUID family) {
        return sql.change(REVOKE, family);
    }

    private static TokenFamily read(Row row) {
        return new TokenFamily(
                row.getUUID("id"),
                row.getUUID("client_id"),
                row.getUUID("person_id"),
                Scope.parse(row.getString("scope")).orElse(Set.of()),
                row.getInteger("generation"),
                Duration.ofMillis(row.getLong("rotated_millis_ago")),
                row.getBoolean("alive"));
    }
}
