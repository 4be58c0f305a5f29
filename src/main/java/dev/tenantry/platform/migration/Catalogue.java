package dev.tenantry.platform.migration;

import dev.tenantry.platform.error.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Refuses a database in which a tenant could reach or notice another's rows past row security. */
final class Catalogue {
    /** The audit trail: what is there stays as it is. */
    static final Set<String> ONLY_ADDED_TO = Set.of("audit_events", "audit_seals");

    /** As PostgreSQL prints what {@code tenant_table()} makes. */
    private static final String OWN_TENANT =
            "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)";

    private static final String TABLES = """
            WITH tables AS (
                SELECT c.oid, c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS secured, a.attnum AS tenant
                FROM pg_class c
                LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                  AND c.relname NOT IN ('migrations_control', 'migrations_tenant'))
            """;

    /** Parameter: the tables that may be without tenant. */
    private static final String WITHOUT_TENANT = TABLES + """
            SELECT format('%s has no column tenant_id', name) FROM tables
            WHERE tenant IS NULL AND name::text <> ALL (?) ORDER BY 1
            """;

    private static final String WITHOUT_ROW_SECURITY = TABLES + """
            SELECT format('%s has a tenant but no forced row security: '
                          'a migration has to call tenant_table(''%s'')', name, name)
            FROM tables
            WHERE tenant IS NOT NULL
              AND NOT (secured AND EXISTS (SELECT FROM pg_policy WHERE polrelid = tables.oid))
            ORDER BY 1
            """;

    /** Parameters: the expression of USING and the one of WITH CHECK. */
    private static final String OTHER_POLICIES = TABLES + """
            SELECT format('%s has other policies than the one tenant_table(''%s'') makes: %s', name, name,
                          string_agg(polname, ', ' ORDER BY polname))
            FROM tables JOIN pg_policy ON polrelid = tables.oid
            WHERE tenant IS NOT NULL
            GROUP BY name
            HAVING count(*) > 1 OR NOT bool_and(
                polpermissive AND polcmd = '*' AND polroles = '{0}'
                AND pg_get_expr(polqual, polrelid) IS NOT DISTINCT FROM ?
                AND pg_get_expr(polwithcheck, polrelid) IS NOT DISTINCT FROM ?)
            ORDER BY 1
            """;

    /** A view of an extension shows what the extension is about. */
    private static final String VIEWS = """
            SELECT CASE c.relkind
                WHEN 'v' THEN format('the view %s reads past row security: make it WITH (security_invoker = true)', relname)
                WHEN 'm' THEN format('the materialized view %s cannot have row security: take it away', relname)
                ELSE format('the foreign table %s cannot have row security: take it away', relname) END
            FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm', 'f')
              AND NOT (c.relkind = 'v' AND EXISTS (
                  SELECT FROM pg_options_to_table(c.reloptions)
                  WHERE CASE WHEN option_name = 'security_invoker' THEN option_value::boolean END))
              AND NOT EXISTS (
                  SELECT FROM pg_depend d
                  WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            ORDER BY 1
            """;

    /** Parameter: the application's role. */
    private static final String FUNCTIONS = """
            SELECT format('the function %s runs with its owner''s rights: make it SECURITY INVOKER, or '
                          'revoke EXECUTE on it from PUBLIC', p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')')
            FROM pg_proc p
            WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
              AND has_function_privilege(?, p.oid, 'EXECUTE')
            ORDER BY 1
            """;

    /** Row security does not bind TRUNCATE, and a trigger or a foreign key of the role's own looks past it. Parameter: the role. */
    private static final String GRANTS = TABLES + """
            SELECT format('%s may be truncated, referenced or given triggers by %s: revoke that', name, role)
            FROM tables, (SELECT ?::name AS role) of
            WHERE has_table_privilege(role, oid, 'TRUNCATE, REFERENCES, TRIGGER')
            ORDER BY 1
            """;

    /** By a right to the table, or to one of its columns. Parameters: the role and the tables that are only added to. */
    private static final String CHANGEABLE_TRAIL = TABLES + """
            SELECT format('%s may be changed by %s: revoke UPDATE and DELETE', name, role)
            FROM tables, (SELECT ?::name AS role) of
            WHERE name::text = ANY (?)
              AND (has_table_privilege(role, oid, 'DELETE') OR has_any_column_privilege(role, oid, 'UPDATE'))
            ORDER BY 1
            """;

    /** A tenant that is always set would be there when none was. Parameter: the application's role. */
    private static final String SETTINGS = """
            SELECT format('%s is set for %s: ALTER … RESET it', split_part(setting, '=', 1),
                          coalesce('the role ' || rolname, 'the database'))
            FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = setrole, unnest(setconfig) AS setting
            WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
              AND (setrole = 0 OR rolname = ?)
              AND lower(split_part(setting, '=', 1)) IN ('app.tenant_id', 'session_replication_role', 'role')
            ORDER BY 1
            """;

    /** Elsewhere PostgreSQL folds letters of names that statements are read without. */
    private static final String ENCODING = """
            SELECT format('its encoding is %s: create it with ENCODING UTF8', getdatabaseencoding())
            WHERE getdatabaseencoding() <> 'UTF8'
            """;

    /** A trigger's function runs whoever may execute it, a rule's statements with the rights of the table's owner. */
    private static final String TRIGGERS_AND_RULES = TABLES + """
            SELECT format('the trigger %s of %s runs with its owner''s rights: make its function SECURITY INVOKER',
                          tgname, name)
            FROM tables JOIN pg_trigger ON tgrelid = tables.oid JOIN pg_proc p ON p.oid = tgfoid
            WHERE NOT tgisinternal AND p.prosecdef
            UNION ALL
            SELECT format('the rule %s of %s reads past row security: use a trigger', rulename, name)
            FROM tables JOIN pg_rewrite ON ev_class = tables.oid
            ORDER BY 1
            """;

    /** Only the key itself counts: what an index includes besides makes nothing unique within a tenant. */
    private static final String KEYS = TABLES + """
            SELECT format('the key %s of %s is without tenant_id', k.relname, name)
            FROM tables JOIN pg_index i ON i.indrelid = tables.oid JOIN pg_class k ON k.oid = i.indexrelid
            WHERE (i.indisunique OR i.indisexclusion)
              AND tenant <> ALL ((i.indkey::int2[])[0:i.indnkeyatts - 1])
            ORDER BY 1
            """;

    private static final String FOREIGN_KEYS = TABLES + """
            SELECT format('the foreign key %s of %s to %s is without tenant_id', conname, own.name, other.name)
            FROM tables own
            JOIN pg_constraint ON conrelid = own.oid AND contype = 'f' AND conparentid = 0
            JOIN tables other ON other.oid = confrelid
            WHERE own.tenant IS NOT NULL AND other.tenant IS NOT NULL
              AND NOT EXISTS (
                  SELECT FROM unnest(conkey, confkey) AS pair (own_column, other_column)
                  WHERE own_column = own.tenant AND other_column = other.tenant)
            ORDER BY 1
            """;

    private final Connection connection;
    private final String role;

    /** @param role the application's */
    Catalogue(Connection connection, String role) {
        this.connection = connection;
        this.role = role;
    }

    /** Tells all that is wrong in one message. The connection's search path is another one afterwards. */
    void check(Set<String> tablesWithoutTenant) throws SQLException {
        // So that an expression prints what is not PostgreSQL's own with its schema.
        try (var setting = connection.createStatement()) {
            setting.execute("SET search_path TO pg_catalog");
        }
        var wrong = new ArrayList<String>();
        wrong.addAll(complaints(WITHOUT_TENANT, connection.createArrayOf("text", tablesWithoutTenant.toArray())));
        wrong.addAll(complaints(WITHOUT_ROW_SECURITY));
        wrong.addAll(complaints(OTHER_POLICIES, OWN_TENANT, OWN_TENANT));
        wrong.addAll(complaints(VIEWS));
        wrong.addAll(complaints(FUNCTIONS, role));
        wrong.addAll(complaints(GRANTS, role));
        wrong.addAll(complaints(CHANGEABLE_TRAIL, role, connection.createArrayOf("text", ONLY_ADDED_TO.toArray())));
        wrong.addAll(complaints(SETTINGS, role));
        wrong.addAll(complaints(ENCODING));
        wrong.addAll(complaints(TRIGGERS_AND_RULES));
        wrong.addAll(complaints(KEYS));
        wrong.addAll(complaints(FOREIGN_KEYS));
        if (!wrong.isEmpty()) {
            throw new StartupException(
                    "The database is not safe for several tenants: " + String.join("; ", wrong) + ".");
        }
    }

    private List<String> complaints(String statement, Object... parameters) throws SQLException {
        try (var query = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setObject(i + 1, parameters[i]);
            }
            var complaints = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    complaints.add(rows.getString(1));
                }
            }
            return complaints;
        }
    }
}
