package dev.tenantry.platform.migration;

import dev.tenantry.platform.error.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Set;

/** Refuses a database in which a table could be read past row security. */
final class Catalogue {
    private static final String TABLES = """
            SELECT c.relname,
                   EXISTS (SELECT FROM pg_attribute a
                           WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped) AS has_tenant,
                   c.relrowsecurity AND c.relforcerowsecurity
                       AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AS secured
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
              AND c.relname NOT IN ('migrations_control', 'migrations_tenant')
            ORDER BY c.relname
            """;
    private final Connection connection;

    Catalogue(Connection connection) {
        this.connection = connection;
    }

    void check(Set<String> tablesWithoutTenant) throws SQLException {
        var wrong = new ArrayList<String>();
        try (var query = connection.createStatement();
                var rows = query.executeQuery(TABLES)) {
            while (rows.next()) {
                var table = rows.getString("relname");
                if (rows.getBoolean("has_tenant") && !rows.getBoolean("secured")) {
                    wrong.add(table + " has a tenant but no forced row security: a migration has to call tenant_table('"
                            + table + "')");
                } else if (!rows.getBoolean("has_tenant") && !tablesWithoutTenant.contains(table)) {
                    wrong.add(table + " has no column tenant_id");
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new StartupException(
                    "The database is not safe for several tenants: " + String.join("; ", wrong) + ".");
        }
    }
}
