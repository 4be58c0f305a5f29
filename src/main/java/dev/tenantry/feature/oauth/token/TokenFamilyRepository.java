package dev.tenantry.feature.oauth.token;

import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Rows of {@code oauth_token_families}. */
final class TokenFamilyRepository {
    private static final String INSERT = """
            INSERT INTO oauth_token_families
                (id, client_id, person_id, scope, generation, token_hash, rotated_at, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)
            """;
    private static final String ROTATE = """
            UPDATE oauth_token_families SET generation = generation + 1, token_hash = $5, rotated_at = $6
            WHERE id = $1 AND client_id = $2 AND generation = $3 AND token_hash = $4
              AND revoked_at IS NULL AND expires_at > $6
            RETURNING id, client_id, person_id, scope, generation, rotated_at, expires_at, revoked_at
            """;
    private static final String FIND = """
            SELECT id, client_id, person_id, scope, generation, rotated_at, expires_at, revoked_at
            FROM oauth_token_families WHERE id = $1 AND client_id = $2
            """;
    private static final String REVOKE = """
            UPDATE oauth_token_families SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL
            """;

    Future<Integer> insert(Sql sql, TokenFamily family, byte[] tokenHash) {
        return sql.change(
                INSERT,
                family.id(),
                family.client(),
                family.person(),
                Scope.format(family.scopes()),
                family.generation(),
                Buffer.buffer(tokenHash),
                utc(family.rotatedAt()),
                utc(family.expiresAt()));
    }

    /** Uses a refresh token up: of many at once, exactly one gets the family back. */
    Future<Optional<TokenFamily>> rotate(
            Sql sql, RefreshToken.Serial used, UUID client, byte[] usedHash, byte[] nextHash, Instant now) {
        return sql.first(
                ROTATE,
                TokenFamilyRepository::read,
                used.family(),
                client,
                used.generation(),
                Buffer.buffer(usedHash),
                Buffer.buffer(nextHash),
                utc(now));
    }

    Future<Optional<TokenFamily>> find(Sql sql, UUID family, UUID client) {
        return sql.first(FIND, TokenFamilyRepository::read, family, client);
    }

    Future<Integer> revoke(Sql sql, UUID family, Instant now) {
        return sql.change(REVOKE, family, utc(now));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static TokenFamily read(Row row) {
        return new TokenFamily(
                row.getUUID("id"),
                row.getUUID("client_id"),
                row.getUUID("person_id"),
                Scope.parse(row.getString("scope")).orElse(Set.of()),
                row.getInteger("generation"),
                row.get(OffsetDateTime.class, "rotated_at").toInstant(),
                row.get(OffsetDateTime.class, "expires_at").toInstant(),
                Optional.ofNullable(row.get(OffsetDateTime.class, "revoked_at")).map(OffsetDateTime::toInstant));
    }
}
