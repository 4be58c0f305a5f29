package dev.tenantry.feature.oauth.token;

import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.ZoneOffset;

/** Rows of {@code oauth_codes}. */
final class CodeRepository {
    private static final String INSERT = """
            INSERT INTO oauth_codes
                (code_hash, request_id, family_id, client_id, person_id, session_id, standing, scope, auth_time, claims,
                 nonce, redirect_uri, redirect_uri_named, code_challenge, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, now(), now() + make_interval(secs => $15))
            """;

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
}
