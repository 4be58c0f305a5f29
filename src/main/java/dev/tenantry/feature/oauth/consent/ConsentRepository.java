package dev.tenantry.feature.oauth.consent;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Rows of {@code oauth_consents}. */
final class ConsentRepository {
    private static final String SCOPES = """
            SELECT scope FROM oauth_consents WHERE person_id = $1 AND client_id = $2
            """;
    private static final String SAVE = """
            INSERT INTO oauth_consents (person_id, client_id, scope, granted_at) VALUES ($1, $2, $3, now())
            ON CONFLICT (tenant_id, person_id, client_id)
            DO UPDATE SET scope = EXCLUDED.scope, granted_at = EXCLUDED.granted_at
            """;
    private static final String DELETE = """
            DELETE FROM oauth_consents WHERE person_id = $1 AND client_id = $2
            """;
    private static final String PAGE = """
            SELECT g.client_id, c.name, g.scope, g.granted_at
            FROM oauth_consents g JOIN oauth_clients c ON c.id = g.client_id
            WHERE g.person_id = $1 AND g.client_id < $2 ORDER BY g.client_id DESC LIMIT $3
            """;

    Future<Optional<Set<Scope>>> scopes(Sql sql, PersonId person, ClientId client) {
        return sql.first(SCOPES, row -> scopes(row), person.value(), client.value());
    }

    Future<Integer> save(Sql sql, PersonId person, Client client, Set<Scope> scopes) {
        return sql.change(SAVE, person.value(), client.id().value(), Scope.format(scopes));
    }

    Future<Boolean> delete(Sql sql, PersonId person, ClientId client) {
        return sql.change(DELETE, person.value(), client.value()).map(rows -> rows > 0);
    }

    Future<List<Consents.Consent>> page(Sql sql, PersonId person, UUID before, int rows) {
        return sql.list(PAGE, ConsentRepository::read, person.value(), before, rows);
    }

    private static Consents.Consent read(Row row) {
        return new Consents.Consent(
                new ClientId(row.getUUID("client_id")),
                row.getString("name"),
                scopes(row),
                row.get(OffsetDateTime.class, "granted_at").toInstant());
    }

    private static Set<Scope> scopes(Row row) {
        return Scope.parse(row.getString("scope")).orElse(Set.of());
    }
}
