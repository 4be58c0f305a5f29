package dev.tenantry.feature.oauth.token;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.revocation.Revoked;
import dev.tenantry.platform.revocation.Revoking;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Rows of {@code oauth_token_families}. */
final class TokenFamilyRepository {
    private static final String INSERT = """
            INSERT INTO oauth_token_families
                (id, client_id, person_id, session_id, standing, scope, auth_time, claims, generation, token_hash,
                 rotated_at, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now(), now(), now() + make_interval(secs => $11))
            """;
    private static final String ROTATE = """
            UPDATE oauth_token_families SET generation = generation + 1, token_hash = $5, rotated_at = now()
            WHERE id = $1 AND client_id = $2 AND generation = $3 AND token_hash = $4
              AND revoked_at IS NULL AND expires_at > now()
            """;
    private static final String FIND = """
            SELECT id, client_id, person_id, session_id, standing, scope, auth_time, claims, generation, token_hash,
                   created_at, expires_at, (extract(epoch FROM now() - rotated_at) * 1000)::bigint AS rotated_millis_ago,
                   revoked_at IS NULL AS not_revoked,
                   revoked_at IS NULL AND expires_at > now() AS alive
            FROM oauth_token_families WHERE id = $1
            """;
    private static final String REVOKE = """
            UPDATE oauth_token_families SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL
            """;

    // Of a session that ends, what is not meant to outlive it.
    private static final String REVOKE_OF_SESSION = """
            UPDATE oauth_token_families SET revoked_at = now()
            WHERE session_id = $1 AND revoked_at IS NULL
              AND NOT 'offline_access' = ANY (string_to_array(scope, ' '))
            RETURNING id
            """;

    private static final String REVOKE_OF_CLIENT = """
            UPDATE oauth_token_families SET revoked_at = now()
            WHERE person_id = $1 AND client_id = $2 AND revoked_at IS NULL
            RETURNING id
            """;

    // An access token may live for seven days after its family has ended.
    private static final String DELETE_OLD = """
            DELETE FROM oauth_token_families WHERE person_id = $1 AND expires_at < now() - interval '8 days'
            """;

    /**
     * A family as it is now by the database's clock, which all nodes share.
     *
     * @param generation the number of the newest refresh token, the only one that works
     * @param tokenHash of the newest refresh token
     * @param sinceRotation how long the newest refresh token has been the newest
     * @param notRevoked true of one whose time is over as well: its last access tokens may live a little longer
     * @param alive neither revoked nor past the end that no rotation moves
     */
    record Stored(
            Authorization authorization,
            int generation,
            Buffer tokenHash,
            Duration sinceRotation,
            boolean notRevoked,
            boolean alive,
            Instant createdAt,
            Instant expiresAt) {}

    void deleteOld(Sql sql, PersonId person) {
        sql.unawaited(DELETE_OLD, person.value());
    }

    void insert(Sql sql, Authorization begun, int generation, byte[] tokenHash, Duration lifetime) {
        sql.unawaited(
                INSERT,
                begun.family(),
                begun.client().value(),
                begun.person().value(),
                begun.session().orElse(null),
                begun.standing(),
                Scope.format(begun.scopes()),
                begun.authTime().atOffset(ZoneOffset.UTC),
                begun.claims().orElse(null),
                generation,
                Buffer.buffer(tokenHash),
                (double) lifetime.toSeconds());
    }

    /** Uses a refresh token up: of many at once, exactly one is told true. */
    Future<Boolean> rotate(Sql sql, RefreshToken.Serial used, ClientId client, byte[] usedHash, byte[] nextHash) {
        return sql.change(
                        ROTATE,
                        used.family(),
                        client.value(),
                        used.generation(),
                        Buffer.buffer(usedHash),
                        Buffer.buffer(nextHash))
                .map(rows -> rows > 0);
    }

    Future<Optional<Stored>> find(Sql sql, UUID family) {
        return sql.first(FIND, TokenFamilyRepository::read, family);
    }

    /** Ends the family for good, and tells every node. Whether it had not ended before. */
    Future<Boolean> revoke(Revoking revoking, UUID family) {
        return revoking.sql()
                .change(REVOKE, family)
                .compose(ended -> ended > 0
                        ? revoking.tell(Revoked.Kind.FAMILY, family).map(true)
                        : Future.succeededFuture(false));
    }

    Future<List<UUID>> revokeOfSession(Sql sql, UUID session) {
        return sql.list(REVOKE_OF_SESSION, row -> row.getUUID("id"), session);
    }

    Future<List<UUID>> revokeOfClient(Sql sql, PersonId person, ClientId client) {
        return sql.list(REVOKE_OF_CLIENT, row -> row.getUUID("id"), person.value(), client.value());
    }

    /** @param family the column with the family's id */
    static Authorization authorization(Row row, String family) {
        return new Authorization(
                row.getUUID(family),
                new ClientId(row.getUUID("client_id")),
                new PersonId(row.getUUID("person_id")),
                Optional.ofNullable(row.getUUID("session_id")),
                row.getLong("standing"),
                Scope.parse(row.getString("scope")).orElse(Set.of()),
                row.get(OffsetDateTime.class, "auth_time").toInstant(),
                Optional.ofNullable(row.getString("claims")));
    }

    private static Stored read(Row row) {
        return new Stored(
                authorization(row, "id"),
                row.getInteger("generation"),
                row.getBuffer("token_hash"),
                Duration.ofMillis(row.getLong("rotated_millis_ago")),
                row.getBoolean("not_revoked"),
                row.getBoolean("alive"),
                row.get(OffsetDateTime.class, "created_at").toInstant(),
                row.get(OffsetDateTime.class, "expires_at").toInstant());
    }
}
