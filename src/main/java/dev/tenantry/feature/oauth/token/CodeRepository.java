package dev.tenantry.feature.oauth.token;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code oauth_codes}. */
final class CodeRepository {
    private static final String INSERT = """
            INSERT INTO oauth_codes
                (code_hash, request_id, family_id, client_id, person_id, session_id, standing, scope, auth_time, claims,
                 nonce, redirect_uri, redirect_uri_named, code_challenge, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, now(), now() + make_interval(secs => $15))
            """;

    // A page that is answered twice, and a code that is shown twice, are known for that long.
    private static final String DELETE_OLD = """
            DELETE FROM oauth_codes WHERE person_id = $1 AND expires_at < now() - interval '1 day'
            """;
    private static final String USE_UP = """
            UPDATE oauth_codes SET used_at = now() WHERE code_hash = $1 AND used_at IS NULL AND expires_at > now()
            RETURNING request_id, family_id, client_id, person_id, session_id, standing, scope, auth_time, claims, nonce,
                      redirect_uri, redirect_uri_named, code_challenge
            """;
    private static final String USED = """
            SELECT family_id, client_id FROM oauth_codes WHERE code_hash = $1 AND used_at IS NOT NULL
            """;
    private static final String USE_UP_OF_SESSION = """
            UPDATE oauth_codes SET used_at = now()
            WHERE session_id = $1 AND used_at IS NULL
              AND NOT 'offline_access' = ANY (string_to_array(scope, ' '))
            """;

    private static final String USE_UP_OF_CLIENT = """
            UPDATE oauth_codes SET used_at = now() WHERE person_id = $1 AND client_id = $2 AND used_at IS NULL
            """;

    /** Whose a used code was, and what it began. */
    record Used(UUID family, ClientId client) {}

    Future<Integer> insert(Sql sql, byte[] codeHash, CodeRequest request, Duration lifetime) {
        var authorization = request.authorization();
        return sql.change(
                INSERT,
                Buffer.buffer(codeHash),
                request.id(),
                authorization.family(),
                authorization.client().value(),
                authorization.person().value(),
                authorization.session().orElse(null),
                authorization.standing(),
                Scope.format(authorization.scopes()),
                authorization.authTime().atOffset(ZoneOffset.UTC),
                authorization.claims().orElse(null),
                request.nonce().orElse(null),
                request.redirectUri(),
                request.redirectUriNamed(),
                request.codeChallenge().orElse(null),
                (double) lifetime.toSeconds());
    }

    Future<Integer> deleteOld(Sql sql, PersonId person) {
        return sql.change(DELETE_OLD, person.value());
    }

    /** Uses a code up: of many at once exactly one gets what it stands for, the others wait until that one is done. */
    Future<Optional<CodeRequest>> useUp(Sql sql, byte[] codeHash) {
        return sql.first(USE_UP, CodeRepository::read, Buffer.buffer(codeHash));
    }

    Future<Optional<Used>> used(Sql sql, byte[] codeHash) {
        return sql.first(
                USED,
                row -> new Used(row.getUUID("family_id"), new ClientId(row.getUUID("client_id"))),
                Buffer.buffer(codeHash));
    }

    /** All of a session that are not shown yet, but for those that are meant to outlive it. */
    Future<Integer> useUpOfSession(Sql sql, UUID session) {
        return sql.change(USE_UP_OF_SESSION, session);
    }

    /** All that one client has for one person and has not shown yet. */
    Future<Integer> useUpOfClient(Sql sql, PersonId person, ClientId client) {
        return sql.change(USE_UP_OF_CLIENT, person.value(), client.value());
    }

    private static CodeRequest read(Row row) {
        return new CodeRequest(
                row.getUUID("request_id"),
                TokenFamilyRepository.authorization(row, "family_id"),
                row.getString("redirect_uri"),
                row.getBoolean("redirect_uri_named"),
                Optional.ofNullable(row.getString("code_challenge")),
                Optional.ofNullable(row.getString("nonce")));
    }
}
