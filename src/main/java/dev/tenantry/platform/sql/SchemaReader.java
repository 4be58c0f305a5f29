package dev.tenantry.platform.sql;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.sql.scope.Relation;
import dev.tenantry.platform.sql.scope.Relation.Kind;
import dev.tenantry.platform.sql.scope.Schema;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads from PostgreSQL's catalogue what the scoper has to know. */
public final class SchemaReader {
    private static final String SEARCH_PATH = """
            SELECT s AS name FROM unnest(current_schemas(false)) WITH ORDINALITY AS path (s, position) ORDER BY position
            """;

    private static final String OWN_RELATIONS = """
            SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace
            """;

    /** Parameter: the tenant's column. A partition's or child's own indexes count for itself. */
    private static final String RELATIONS = """
            SELECT n.nspname::text AS schema, c.relname::text AS name,
                   CASE WHEN c.relkind IN ('r', 'p') AND c.relhasrules THEN 'OTHER'
                        WHEN c.relkind = 'p' OR c.relkind = 'r' AND c.relhassubclass THEN 'TABLE_WITH_PARTS'
                        WHEN c.relkind = 'r' THEN 'TABLE'
                        WHEN c.relkind = 'v' AND EXISTS (
                            SELECT FROM pg_options_to_table(c.reloptions)
                            WHERE CASE WHEN option_name = 'security_invoker' THEN option_value::boolean END)
                            THEN 'INVOKER_VIEW'
                        WHEN c.relkind = 'v' THEN 'OWNER_VIEW'
                        ELSE 'OTHER' END AS kind,
                   format_type(tenant.atttypid, -1) AS tenant_type,
                   coalesce((
                       SELECT json_object_agg(k.relname,
                                  tenant.attnum IS NOT NULL
                                  AND tenant.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1]))
                       FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid
                       WHERE i.indrelid = c.oid AND (i.indisunique OR i.indisexclusion)), '{}') AS keys,
                   CASE WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid) END AS definition
            FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_attribute tenant
                ON tenant.attrelid = c.oid AND tenant.attname = $1 AND tenant.attnum > 0 AND NOT tenant.attisdropped
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
              AND n.nspname NOT IN ('pg_catalog', 'pg_toast') AND n.nspname !~ '^pg_(toast_)?temp_'
            """;

    /** An extension that is not known here may do anything under a name that is known: its functions count as the database's own. */
    private static final String FUNCTIONS = """
            SELECT DISTINCT p.proname::text AS name FROM pg_proc p
            WHERE p.pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
              AND NOT EXISTS (
                  SELECT FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
                  WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
                    AND e.extname IN ('btree_gin', 'btree_gist', 'citext', 'cube', 'fuzzystrmatch', 'hstore', 'intarray',
                                      'ltree', 'pg_trgm', 'pgcrypto', 'postgis', 'unaccent', 'uuid-ossp', 'vector'))
            """;

    private static final String FIELDS = """
            SELECT DISTINCT proname::text AS name FROM pg_proc
            WHERE pronargs >= 1 AND pronargs - pronargdefaults <= 1 AND NOT 'internal'::regtype = ANY (proargtypes)
            """;

    private static final String OPERATORS = """
            SELECT DISTINCT o.oprname::text AS name FROM pg_operator o
            WHERE o.oprnamespace <> 'pg_catalog'::regnamespace
              AND NOT EXISTS (
                  SELECT FROM pg_depend d
                  WHERE d.classid = 'pg_operator'::regclass AND d.objid = o.oid AND d.deptype = 'e')
            """;

    private final Pool pool;
    private final String tenantColumn;

    SchemaReader(Pool pool, String tenantColumn) {
        this.pool = pool;
        this.tenantColumn = tenantColumn;
    }

    /**
     * Reads the schema of any database, with the search path its role has there.
     *
     * @param tenantColumn the column that holds the tenant wherever there is one
     */
    public static Future<Schema> read(Vertx vertx, DatabaseServer server, String tenantColumn) {
        var pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(1))
                .connectingTo(DatabasePool.login(server))
                .using(vertx)
                .build();
        return new SchemaReader(pool, tenantColumn)
                .read()
                .recover(failure -> Future.failedFuture(SqlErrors.translate(failure)))
                .eventually(pool::close);
    }

    /** On one connection: each more is a login of its own, which takes longer than the questions. */
    Future<Schema> read() {
        return pool.withConnection(this::read);
    }

    private Future<Schema> read(SqlConnection connection) {
        var names = Stream.of(SEARCH_PATH, OWN_RELATIONS, FUNCTIONS, FIELDS, OPERATORS)
                .map(query -> names(connection, query))
                .toList();
        var relations = connection.preparedQuery(RELATIONS).execute(Tuple.of(tenantColumn));
        return Future.join(Future.join(names), relations)
                .map(read -> new Schema(
                        tenantColumn,
                        names.get(0).result(),
                        byName(relations.result()),
                        Set.copyOf(names.get(1).result()),
                        Set.copyOf(names.get(2).result()),
                        Set.copyOf(names.get(3).result()),
                        Set.copyOf(names.get(4).result())));
    }

    private static Future<List<String>> names(SqlConnection connection, String query) {
        return connection
                .query(query)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("name"))
                        .toList());
    }

    private static Map<Schema.Name, Relation> byName(RowSet<Row> rows) {
        var relations = new HashMap<Schema.Name, Relation>();
        for (var row : rows) {
            var relation = relation(row);
            relations.put(new Schema.Name(relation.schema(), relation.name()), relation);
        }
        return relations;
    }

    private static Relation relation(Row row) {
        var keys = ((JsonObject) row.getJson("keys"))
                .stream().collect(Collectors.toMap(Map.Entry::getKey, key -> (Boolean) key.getValue()));
        return new Relation(
                row.getString("schema"),
                row.getString("name"),
                Kind.valueOf(row.getString("kind")),
                row.getString("tenant_type"),
                keys,
                row.getString("definition"));
    }
}
