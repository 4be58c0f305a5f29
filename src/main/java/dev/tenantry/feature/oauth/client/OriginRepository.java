package dev.tenantry.feature.oauth.client;

import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Optional;

/** Rows of {@code registered_origins}, a table without a tenant: a preflight does not say which one it is about. */
final class OriginRepository {
    private static final String INSERT = """
            INSERT INTO registered_origins (origin, of_tenant, client_id) VALUES ($1, $2, $3)
            """;
    private static final String DELETE = """
            DELETE FROM registered_origins WHERE of_tenant = $1 AND client_id = $2
            """;
    private static final String OF_TENANT = """
            SELECT origin FROM registered_origins WHERE origin = $1 AND of_tenant = $2 LIMIT 1
            """;
    private static final String OF_ANYBODY = """
            SELECT origin FROM registered_origins WHERE origin = $1 LIMIT 1
            """;

    Future<Void> insert(Sql sql, TenantId tenant, ClientId client, Collection<String> origins) {
        return origins.isEmpty()
                ? Future.succeededFuture()
                : sql.batch(
                                INSERT,
                                origins.stream()
                                        .map(origin -> new Object[] {origin, tenant.value(), client.value()})
                                        .toList())
                        .mapEmpty();
    }

    Future<Integer> delete(Sql sql, TenantId tenant, ClientId client) {
        return sql.change(DELETE, tenant.value(), client.value());
    }

    Future<Boolean> isOf(Sql sql, TenantId tenant, String origin) {
        return sql.first(OF_TENANT, row -> row.getString("origin"), origin, tenant.value())
                .map(Optional::isPresent);
    }

    Future<Boolean> isOfAnybody(Sql sql, String origin) {
        return sql.first(OF_ANYBODY, row -> row.getString("origin"), origin).map(Optional::isPresent);
    }
}
