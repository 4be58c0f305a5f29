package dev.tenantry.feature.oauth.registration;

import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rows of {@code oauth_registration_policies} and {@code oauth_initial_tokens}. */
final class RegistrationRepository {
    private static final String POLICY = """
            SELECT door, grant_types, scope, require_pkce FROM oauth_registration_policies
            """;
    private static final String DECIDE = """
            INSERT INTO oauth_registration_policies (door, grant_types, scope, require_pkce) VALUES ($1, $2, $3, $4)
            ON CONFLICT (tenant_id) DO UPDATE
            SET door = excluded.door, grant_types = excluded.grant_types, scope = excluded.scope,
                require_pkce = excluded.require_pkce
            """;
    private static final String ISSUE = """
            INSERT INTO oauth_initial_tokens (id, token_hash, note, uses_left, created_at, expires_at)
            VALUES ($1, $2, $3, $4, now(), now() + make_interval(secs => $5))
            RETURNING id, note, uses_left, created_at, expires_at
            """;
    private static final String PAGE = """
            SELECT id, note, uses_left, created_at, expires_at FROM oauth_initial_tokens
            WHERE id < $1 AND expires_at > now() ORDER BY id DESC LIMIT $2
            """;
    private static final String LIVE = """
            SELECT id FROM oauth_initial_tokens WHERE token_hash = $1 AND expires_at > now() AND uses_left > 0
            """;
    private static final String USE = """
            UPDATE oauth_initial_tokens SET uses_left = uses_left - 1
            WHERE token_hash = $1 AND expires_at > now() AND uses_left > 0
            """;
    private static final String WITHDRAW = """
            DELETE FROM oauth_initial_tokens WHERE id = $1
            """;
    private static final String DELETE_TOKENS = """
            DELETE FROM oauth_initial_tokens
            """;
    private static final String DELETE_EXPIRED = """
            DELETE FROM oauth_initial_tokens WHERE expires_at <= now()
            """;

    Future<Optional<RegistrationPolicy>> policy(Sql sql) {
        return sql.first(POLICY, RegistrationRepository::readPolicy);
    }

    Future<Integer> decide(Sql sql, RegistrationPolicy policy) {
        return sql.change(
                DECIDE,
                policy.door().wire(),
                policy.grantTypes().stream().sorted().map(GrantType::wire).toArray(String[]::new),
                Scope.format(policy.scopes()),
                policy.requirePkce());
    }

    Future<Integer> deleteTokens(Sql sql) {
        return sql.change(DELETE_TOKENS);
    }

    Future<InitialToken> issue(Sql sql, UUID id, byte[] hash, String note, int uses, Duration lifetime) {
        return sql.change(DELETE_EXPIRED)
                .compose(cleaned -> sql.first(
                        ISSUE, RegistrationRepository::readToken, id, Buffer.buffer(hash), note, uses, (double)
                                lifetime.toSeconds()))
                .map(Optional::orElseThrow);
    }

    Future<List<InitialToken>> page(Sql sql, UUID before, int rows) {
        return sql.list(PAGE, RegistrationRepository::readToken, before, rows);
    }

    Future<Boolean> isLive(Sql sql, byte[] hash) {
        return sql.first(LIVE, row -> row.getUUID("id"), Buffer.buffer(hash)).map(Optional::isPresent);
    }

    Future<Integer> use(Sql sql, byte[] hash) {
        return sql.change(USE, Buffer.buffer(hash));
    }

    Future<Integer> withdraw(Sql sql, UUID id) {
        return sql.change(WITHDRAW, id);
    }

    private static RegistrationPolicy readPolicy(Row row) {
        return new RegistrationPolicy(
                RegistrationPolicy.Door.ofWire(row.getString("door")),
                Arrays.stream(row.getArrayOfStrings("grant_types"))
                        .flatMap(type -> GrantType.ofWire(type).stream())
                        .collect(Collectors.toUnmodifiableSet()),
                Scope.parse(row.getString("scope")).orElse(Set.of()),
                row.getBoolean("require_pkce"));
    }

    private static InitialToken readToken(Row row) {
        return new InitialToken(
                row.getUUID("id"),
                row.getString("note"),
                row.getInteger("uses_left"),
                row.get(OffsetDateTime.class, "created_at").toInstant(),
                row.get(OffsetDateTime.class, "expires_at").toInstant());
    }
}
