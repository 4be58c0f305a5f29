package dev.tenantry.isolation;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.testing.TestPostgres;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the plan audit knows of a database, read by a query of its own.
 *
 * @param tenantTables the tables that have the tenant's column, by schema and name
 * @param globalKeys their unique indexes that do not have it among their columns, by table
 */
record Catalogue(Set<String> tenantTables, Map<String, Set<String>> globalKeys) {
    private static final String TENANT_TABLES = """
            SELECT relnamespace::regnamespace::text || '.' || relname AS name
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE attname = 'tenant_id' AND relkind IN ('r', 'p', 'm', 'f')
            """;

    private static final String GLOBAL_KEYS = """
            SELECT c.relnamespace::regnamespace::text || '.' || c.relname AS name, k.relname AS key
            FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attname = 'tenant_id' AND a.attnum <> ALL (i.indkey)
            WHERE i.indisunique
            """;

    static Catalogue read(DatabaseServer server) {
        return new Catalogue(
                TestPostgres.query(server, TENANT_TABLES).stream()
                        .map(row -> row.get("name"))
                        .collect(Collectors.toSet()),
                TestPostgres.query(server, GLOBAL_KEYS).stream()
                        .collect(Collectors.groupingBy(
                                row -> row.get("name"),
                                Collectors.mapping(row -> row.get("key"), Collectors.toSet()))));
    }
}
