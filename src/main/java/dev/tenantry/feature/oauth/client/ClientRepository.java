package dev.tenantry.feature.oauth.client;

import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rows of {@code oauth_clients}. */
final class ClientRepository {
    private static final String INSERT = """
            INSERT INTO oauth_clients (id, name, secret_hash, grant_types, scope) VALUES ($1, $2, $3, $4, $5)
            RETURNING id, name, secret_hash, grant_types, scope, created_at
            """;
    private static final String BY_ID = """
            SELECT id, name, secret_hash, grant_types, scope, created_at FROM oauth_clients WHERE id = $1
            """;

    record Stored(Client client, Buffer secretHash) {}

    Future<Optional<Stored>> insert(
            Sql sql, UUID id, String name, byte[] secretHash, Set<GrantType> grantTypes, Set<Scope> scopes) {
        var types = grantTypes.stream().map(GrantType::wire).toArray(String[]::new);
        return sql.first(
                INSERT, ClientRepository::read, id, name, Buffer.buffer(secretHash), types, Scope.format(scopes));
    }

    Future<Optional<Stored>> byId(Sql sql, UUID id) {
        return sql.first(BY_ID, ClientRepository::read, id);
    }

    private static Stored read(Row row) {
        var types = Arrays.stream(row.getArrayOfStrings("grant_types"))
                .flatMap(type -> GrantType.ofWire(type).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new Stored(
                new Client(
                        row.getUUID("id"),
                        row.getString("name"),
                        types,
                        Scope.parse(row.getString("scope")).orElse(Set.of()),
                        row.get(OffsetDateTime.class, "created_at").toInstant()),
                row.getBuffer("secret_hash"));
    }
}
