package dev.tenantry.feature.oauth.client;

import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of {@code oauth_clients}. */
final class ClientRepository {
    private static final String INSERT = """
            INSERT INTO oauth_clients
                (id, name, origin, secret_hash, grant_types, scope, redirect_uris, post_logout_redirect_uris, shown,
                 auth_method, application_type, first_party, require_pkce, resource_server, id_token_alg,
                 default_max_age, require_auth_time, access_token_seconds, refresh_token_seconds, registration_token_hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
            ON CONFLICT (tenant_id, id) DO NOTHING
            """;
    private static final String UPDATE = """
            UPDATE oauth_clients
            SET name = $2, grant_types = $3, scope = $4, redirect_uris = $5, post_logout_redirect_uris = $6, shown = $7,
                auth_method = $8, application_type = $9, first_party = $10, require_pkce = $11, resource_server = $12,
                id_token_alg = $13, default_max_age = $14, require_auth_time = $15, access_token_seconds = $16,
                refresh_token_seconds = $17,
                secret_hash = CASE WHEN $8 = 'none' THEN NULL ELSE coalesce(secret_hash, $18) END,
                registration_token_hash = CASE WHEN $19 THEN NULL ELSE registration_token_hash END
            WHERE id = $1 AND origin <> 'built_in'
            RETURNING coalesce(secret_hash = $18, false) AS fresh
            """;
    // People have allowed something to the application they were shown, at the place it had.
    private static final String FORGET_CONSENTS = """
            DELETE FROM oauth_consents c WHERE c.client_id = $1 AND EXISTS (
                SELECT 1 FROM oauth_clients o WHERE o.id = $1 AND (o.name <> $2 OR o.redirect_uris <> $3))
            """;
    private static final String UPDATE_SECRET = """
            UPDATE oauth_clients SET secret_hash = $2
            WHERE id = $1 AND secret_hash IS NOT NULL AND origin <> 'built_in'
            """;
    private static final String DELETE = """
            DELETE FROM oauth_clients WHERE id = $1 AND origin <> 'built_in'
            """;
    private static final String PAGE = """
            SELECT id, name, origin, secret_hash, grant_types, scope, redirect_uris, post_logout_redirect_uris, shown,
                   auth_method, application_type, first_party, require_pkce, resource_server, id_token_alg,
                   default_max_age, require_auth_time, access_token_seconds, refresh_token_seconds,
                   registration_token_hash, created_at
            FROM oauth_clients WHERE id < $1 AND origin <> 'built_in' ORDER BY id DESC LIMIT $2
            """;
    private static final String COUNT = """
            SELECT count(*) AS number FROM oauth_clients WHERE origin <> 'built_in'
            """;
    private static final String BY_ID = """
            SELECT id, name, origin, secret_hash, grant_types, scope, redirect_uris, post_logout_redirect_uris, shown,
                   auth_method, application_type, first_party, require_pkce, resource_server, id_token_alg,
                   default_max_age, require_auth_time, access_token_seconds, refresh_token_seconds,
                   registration_token_hash, created_at
            FROM oauth_clients WHERE id = $1
            """;

    private static final String HOLD = """
            SELECT id, name, origin, secret_hash, grant_types, scope, redirect_uris, post_logout_redirect_uris, shown,
                   auth_method, application_type, first_party, require_pkce, resource_server, id_token_alg,
                   default_max_age, require_auth_time, access_token_seconds, refresh_token_seconds,
                   registration_token_hash, created_at
            FROM oauth_clients WHERE id = $1 AND origin <> 'built_in' FOR UPDATE
            """;

    /** A client and the hashes of what it proves itself with; a public one has no secret. */
    record Stored(Client client, Optional<Buffer> secretHash, Optional<Buffer> registrationTokenHash) {}

    /** Does nothing when there is a client of that id already. */
    Future<Integer> insert(Sql sql, Stored stored) {
        var client = stored.client();
        var rules = client.rules();
        return sql.change(
                INSERT,
                client.id().value(),
                client.name(),
                client.origin().name().toLowerCase(Locale.ROOT),
                stored.secretHash().orElse(null),
                client.grantTypes().stream().map(GrantType::wire).toArray(String[]::new),
                Scope.format(client.scopes()),
                client.redirectUris().toArray(String[]::new),
                client.postLogoutRedirectUris().toArray(String[]::new),
                new JsonObject(client.shown()),
                rules.authMethod().map(AuthMethod::wire).orElse(null),
                rules.isNative() ? "native" : "web",
                rules.firstParty(),
                rules.requirePkce(),
                rules.resourceServer(),
                rules.idTokenAlg(),
                seconds(rules.defaultMaxAge()),
                rules.requireAuthTime(),
                seconds(rules.accessTokenLifetime()),
                seconds(rules.refreshTokenLifetime()),
                stored.registrationTokenHash().orElse(null));
    }

    /** Whether the client has got the secret of that hash; empty when there is no such client. */
    Future<Optional<Boolean>> update(Sql sql, Client client, Buffer secretHash, boolean byMember) {
        var rules = client.rules();
        return sql.first(
                UPDATE,
                row -> row.getBoolean("fresh"),
                client.id().value(),
                client.name(),
                client.grantTypes().stream().map(GrantType::wire).toArray(String[]::new),
                Scope.format(client.scopes()),
                client.redirectUris().toArray(String[]::new),
                client.postLogoutRedirectUris().toArray(String[]::new),
                new JsonObject(client.shown()),
                rules.authMethod().map(AuthMethod::wire).orElse(null),
                rules.isNative() ? "native" : "web",
                rules.firstParty(),
                rules.requirePkce(),
                rules.resourceServer(),
                rules.idTokenAlg(),
                seconds(rules.defaultMaxAge()),
                rules.requireAuthTime(),
                seconds(rules.accessTokenLifetime()),
                seconds(rules.refreshTokenLifetime()),
                secretHash,
                byMember);
    }

    /** Takes back what people have allowed the client, if it is about to be called otherwise or to be elsewhere. */
    Future<Integer> forgetConsents(Sql sql, Client changed) {
        return sql.change(
                FORGET_CONSENTS,
                changed.id().value(),
                changed.name(),
                changed.redirectUris().toArray(String[]::new));
    }

    Future<Integer> updateSecret(Sql sql, ClientId id, Buffer secretHash) {
        return sql.change(UPDATE_SECRET, id.value(), secretHash);
    }

    Future<Integer> delete(Sql sql, ClientId id) {
        return sql.change(DELETE, id.value());
    }

    Future<List<Client>> page(Sql sql, UUID before, int rows) {
        return sql.list(PAGE, row -> read(row).client(), before, rows);
    }

    Future<Long> count(Sql sql) {
        return sql.first(COUNT, row -> row.getLong("number")).map(Optional::orElseThrow);
    }

    Future<Optional<Stored>> byId(Sql sql, ClientId id) {
        return sql.first(BY_ID, ClientRepository::read, id.value());
    }

    /** One that somebody has registered; nobody else changes it until the transaction ends. */
    Future<Optional<Client>> hold(Sql sql, ClientId id) {
        return sql.first(HOLD, row -> read(row).client(), id.value());
    }

    private static @Nullable Integer seconds(Optional<Duration> duration) {
        return duration.map(Duration::toSeconds).map(Math::toIntExact).orElse(null);
    }

    private static Stored read(Row row) {
        var types = Arrays.stream(row.getArrayOfStrings("grant_types"))
                .flatMap(type -> GrantType.ofWire(type).stream())
                .collect(Collectors.toUnmodifiableSet());
        var client = new Client(
                new ClientId(row.getUUID("id")),
                row.getString("name"),
                Client.Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)),
                types,
                Scope.parse(row.getString("scope")).orElse(Set.of()),
                List.of(row.getArrayOfStrings("redirect_uris")),
                List.of(row.getArrayOfStrings("post_logout_redirect_uris")),
                rules(row),
                row.getJsonObject("shown").getMap(),
                row.get(OffsetDateTime.class, "created_at").toInstant());
        return new Stored(
                client,
                Optional.ofNullable(row.getBuffer("secret_hash")),
                Optional.ofNullable(row.getBuffer("registration_token_hash")));
    }

    private static ClientRules rules(Row row) {
        return new ClientRules(
                Optional.ofNullable(row.getString("auth_method")).flatMap(AuthMethod::ofWire),
                "native".equals(row.getString("application_type")),
                row.getBoolean("first_party"),
                row.getBoolean("require_pkce"),
                row.getBoolean("resource_server"),
                row.getString("id_token_alg"),
                duration(row, "default_max_age"),
                row.getBoolean("require_auth_time"),
                duration(row, "access_token_seconds"),
                duration(row, "refresh_token_seconds"));
    }

    private static Optional<Duration> duration(Row row, String column) {
        return Optional.ofNullable(row.getInteger(column)).map(Duration::ofSeconds);
    }
}
