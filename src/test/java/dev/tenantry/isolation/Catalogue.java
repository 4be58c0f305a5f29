package dev.tenantry.isolation;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.testing.TestPostgres;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the plan audit knows of a database, read by a query of its own.
 *
 * @param tenantColumns the tables that have the tenant's column, by schema and name, and where in the row it stands, from 0
 * @param keysOfTenant the unique indexes that have it among their columns
 */
record Catalogue(Map<String, Integer> tenantColumns, Set<String> keysOfTenant) {
    private static final String TENANT_COLUMNS = """
            SELECT relnamespace::regnamespace::text || '.' || relname AS name, attnum - 1 AS position
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE attname = 'tenant_id' AND relkind IN ('r', 'p', 'm', 'f')
            """;

    private static final String KEYS = """
            SELECT DISTINCT k.relname AS name
            FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attname = 'tenant_id' AND a.attnum = ANY (i.indkey)
            WHERE i.indisunique
            """;

    static Catalogue read(DatabaseServer server) {
        return new Catalogue(
                TestPostgres.query(server, TENANT_COLUMNS).stream()
                        .collect(
                                Collectors.toMap(row -> row.get("name"), row -> Integer.parseInt(row.get("position")))),
                TestPostgres.query(server, KEYS).stream()
                        .map(row -> row.get("name"))
                        .collect(Collectors.toSet()));
    }
}
