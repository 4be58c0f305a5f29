package dev.tenantry.platform.migration.probe;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads from PostgreSQL's catalogue which tables have a tenant, and what a row of them needs. */
final class TenantTables {
    private static final String TABLES = """
            SELECT json_build_object(
                'name', format('%I.%I', n.nspname, c.relname),
                'columns', (
                    SELECT coalesce(json_agg(json_build_object(
                        'name', quote_ident(a.attname),
                        'type', format_type(a.atttypid, a.atttypmod),
                        'category', t.typcategory,
                        'required', a.attnotnull AND NOT a.atthasdef AND a.attidentity = '',
                        'writable', a.attgenerated = '' AND a.attidentity <> 'a',
                        'key', EXISTS (
                            SELECT FROM pg_index i
                            WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey::int2[])),
                        'allowed', coalesce(
                            (SELECT min(e.enumlabel::text) FROM pg_enum e WHERE e.enumtypid = a.atttypid),
                            (SELECT min(substring(pg_get_constraintdef(k.oid) FROM '''((?:[^'']|'''')*)'''))
                             FROM pg_constraint k
                             WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum]))
                        ) ORDER BY a.attnum), '[]')
                    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'tenant_id'),
                'references', (
                    SELECT coalesce(json_agg(json_build_object(
                        'columns', (
                            SELECT json_agg(quote_ident(a.attname) ORDER BY pair.at)
                            FROM unnest(f.conkey) WITH ORDINALITY AS pair (attnum, at)
                            JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = pair.attnum),
                        'table', format('%I.%I', tn.nspname, target.relname),
                        'targets', (
                            SELECT json_agg(quote_ident(a.attname) ORDER BY pair.at)
                            FROM unnest(f.confkey) WITH ORDINALITY AS pair (attnum, at)
                            JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = pair.attnum))), '[]')
                    FROM pg_constraint f
                    JOIN pg_class target ON target.oid = f.confrelid
                    JOIN pg_namespace tn ON tn.oid = target.relnamespace
                    WHERE f.conrelid = c.oid AND f.contype = 'f')) AS found
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute tenant
                ON tenant.attrelid = c.oid AND tenant.attname = 'tenant_id' AND NOT tenant.attisdropped
            WHERE c.relkind IN ('r', 'p') AND tenant.atttypid = 'uuid'::regtype
              AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname !~ '^pg_(toast_)?temp_'
            ORDER BY n.nspname, c.relname
            """;

    private TenantTables() {}

    static List<TenantTable> read(Connection owner) throws SQLException {
        try (var query = owner.createStatement();
                var rows = query.executeQuery(TABLES)) {
            var tables = new ArrayList<TenantTable>();
            while (rows.next()) {
                tables.add(TenantTable.of(new JsonObject(rows.getString("found"))));
            }
            return tables;
        }
    }
}
