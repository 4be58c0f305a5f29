package dev.tenantry.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.sql.scope.ScopedStatement;
import dev.tenantry.platform.sql.scope.StatementScoper;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The one statement that sets the tenant and reads answers like the read itself between BEGIN and COMMIT, in every kind of
 * plan, also when row security is alone; and in its plan nothing is read before the tenant is set.
 */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainReadTest {
    private static final List<String> SHAPES = List.of(
            "SELECT id, name FROM things ORDER BY name",
            "SELECT name FROM things ORDER BY id DESC LIMIT 7 OFFSET 3",
            "SELECT name FROM things WHERE name = 'a 17' OR name = 'b 17'",
            "SELECT a.id, b.id, a.name AS id, 1, 1, upper(b.name) FROM things a JOIN things b USING (id) ORDER BY a.id",
            "SELECT FROM things",
            "SELECT count(*), min(name), max(name) FROM things",
            "SELECT left(name, 3), count(*) FROM things GROUP BY 1 HAVING count(*) > 1 ORDER BY 1",
            "SELECT DISTINCT left(name, 3) AS l FROM things ORDER BY l DESC",
            "SELECT name, row_number() OVER (ORDER BY name), lag(id) OVER w FROM things WINDOW w AS (ORDER BY id) ORDER BY 2",
            "SELECT a.name, b.name FROM things a LEFT JOIN things b ON b.name = a.name || '0' ORDER BY 1, 2",
            "SELECT a.name, b.name FROM things a FULL JOIN things b ON b.id = a.id AND b.name > 'a 5' ORDER BY 1, 2",
            "SELECT count(*) FROM things a CROSS JOIN things b",
            "SELECT a.name FROM things a, LATERAL (SELECT b.id FROM things b WHERE b.id > a.id ORDER BY 1 LIMIT 1) n"
                    + " ORDER BY 1",
            "SELECT name FROM things WHERE id = (SELECT max(id::text)::uuid FROM things)",
            "SELECT name, (SELECT count(*) FROM things) FROM things WHERE EXISTS (SELECT FROM things WHERE name > 'a')"
                    + " ORDER BY 1",
            "SELECT name FROM things WHERE id IN (SELECT id FROM things WHERE name LIKE '%7') ORDER BY name",
            "SELECT name FROM things WHERE id NOT IN (SELECT id FROM things WHERE name LIKE '%7') ORDER BY name",
            "SELECT name FROM things a WHERE name < ALL (SELECT name FROM things b WHERE b.id <> a.id)",
            "WITH n AS MATERIALIZED (SELECT name FROM things) SELECT count(*), (SELECT max(name) FROM n) FROM n",
            "WITH n AS NOT MATERIALIZED (SELECT name FROM things) SELECT * FROM n ORDER BY 1 LIMIT 3",
            "WITH RECURSIVE r AS (SELECT min(name) AS name FROM things UNION ALL SELECT (SELECT min(t.name) FROM things t"
                    + " WHERE t.name > r.name) FROM r WHERE r.name IS NOT NULL) SELECT * FROM r",
            "SELECT name FROM things UNION SELECT upper(name) FROM things ORDER BY 1",
            "SELECT name FROM things EXCEPT ALL SELECT name FROM things WHERE name > 'a 3' ORDER BY 1",
            "TABLE things ORDER BY name",
            "VALUES ((SELECT max(name) FROM things)), ('x')",
            "SELECT array_agg(name ORDER BY name)::text, array(SELECT id FROM things ORDER BY 1)::text FROM things",
            "SELECT 'text', NULL, 1.5, now() IS NULL FROM things LIMIT 1",
            "SELECT name FROM things ORDER BY name -- the end");

    private static final Map<String, String> PLANNERS = Map.of(
            "as it is", "SELECT 1",
            "custom plans", "SET plan_cache_mode = force_custom_plan",
            "generic plans", "SET plan_cache_mode = force_generic_plan",
            "hash joins only", "SET enable_nestloop = off; SET enable_mergejoin = off",
            "merge joins only", "SET enable_nestloop = off; SET enable_hashjoin = off",
            "indexes only", "SET enable_seqscan = off; SET enable_bitmapscan = off",
            "bitmaps only", "SET enable_seqscan = off; SET enable_indexscan = off; SET enable_indexonlyscan = off",
            "parallel for nothing",
                    "SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;"
                            + " SET min_parallel_index_scan_size = 0; SET enable_indexscan = off");

    private TwoTenants tenants;
    private StatementScoper scoper;

    static Stream<String> shapes() {
        return SHAPES.stream();
    }

    @BeforeAll
    void open(Vertx vertx) {
        tenants = new TwoTenants(vertx, 1);
        scoper = new StatementScoper(tenants.pool::schema, none -> false);
        fill(tenants.red, "a");
        fill(tenants.blue, "b");
        TestPostgres.execute(tenants.owner, "ANALYZE things", "ALTER TABLE things SET (parallel_workers = 4)");
    }

    private void fill(TenantContext tenant, String prefix) {
        var rows = IntStream.range(0, 60)
                .mapToObj(n -> new Object[] {UuidV7.next(), prefix + " " + n})
                .toList();
        Await.result(tenants.database.of(tenant).batch(TwoTenants.INSERT, rows));
    }

    @AfterAll
    void close() {
        tenants.close();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void answersLikeTheReadItselfWhateverThePlan(String shape) {
        var scoped = scoper.scope(shape);
        assertThat(scoped.form()).isEqualTo(ScopedStatement.Form.PLAIN_READ);
        assertThat(scoped.parameters()).isEqualTo(1);
        var both = tenants.pool.reads().ofTenant(scoped.text(), 1).text();
        var rowSecurityAlone = tenants.pool.reads().ofTenant(shape, 1).text();

        PLANNERS.forEach((name, planner) -> {
            var expected = Await.result(on(planner, connection -> bracketed(connection, shape)));
            for (int time = 0; time < 3; time++) {
                assertThat(answer(planner, both)).as("both locks, %s", name).isEqualTo(expected);
                assertThat(answer(planner, rowSecurityAlone))
                        .as("row security alone, %s", name)
                        .isEqualTo(expected);
            }
        });
        assertThat(tenants.settingsLeftBehind()).containsOnly("");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void readsNothingBeforeTheTenantIsSetInAnyPlan(String shape) {
        var texts = List.of(
                tenants.pool.reads().ofTenant(scoper.scope(shape).text(), 1).text(),
                tenants.pool.reads().ofTenant(shape, 1).text());

        PLANNERS.forEach((name, planner) -> texts.forEach(text -> {
            var plan = Await.result(on(planner, connection -> plan(connection, text)));
            var parts = plan.getJsonArray("Plans");
            assertThat(plan.getString("Node Type")).as(name).isEqualTo("Nested Loop");
            assertThat(parts.size()).as("%s: %s", name, plan).isEqualTo(2);
            assertThat(scans(parts.getJsonObject(0))).isEmpty();
            assertThat(parts.getJsonObject(0).getString("Parent Relationship")).isEqualTo("Outer");
            assertThat(parts.getJsonObject(1).getString("Parent Relationship")).isEqualTo("Inner");
            assertThat(plan.encode()).doesNotContain("Gather");
        }));
    }

    /** Column names and types, then the rows. */
    private static List<String> described(RowSet<Row> answer) {
        var all = new ArrayList<String>();
        answer.columnDescriptors().forEach(column -> all.add(column.name() + " " + column.typeName()));
        all.add(answer.rowCount() + " rows");
        answer.forEach(row -> all.add(row.deepToString()));
        return all;
    }

    private Future<List<String>> bracketed(SqlConnection connection, String shape) {
        return connection
                .query("BEGIN; SET LOCAL app.tenant_id = '" + tenants.red.id().value() + "'")
                .execute()
                .compose(begun -> connection.preparedQuery(shape).execute())
                .map(PlainReadTest::described)
                .eventually(() -> connection.query("COMMIT").execute());
    }

    private Future<List<String>> prepared(SqlConnection connection, String text) {
        return connection
                .preparedQuery(text)
                .execute(Tuple.of(tenants.red.id().value()))
                .map(PlainReadTest::described);
    }

    private List<String> answer(String planner, String text) {
        return Await.result(on(planner, connection -> prepared(connection, text)));
    }

    private Future<JsonObject> plan(SqlConnection connection, String text) {
        return connection
                .query("PREPARE audited AS " + text)
                .execute()
                .compose(done -> connection
                        .query("EXPLAIN (FORMAT JSON) EXECUTE audited ('"
                                + tenants.red.id().value() + "')")
                        .execute())
                .map(rows -> ((JsonArray) rows.iterator().next().getValue(0))
                        .getJsonObject(0)
                        .getJsonObject("Plan"))
                .eventually(() -> connection.query("DEALLOCATE audited").execute());
    }

    private <T> Future<T> on(String planner, Function<SqlConnection, Future<T>> work) {
        return tenants.pool
                .connections()
                .getConnection()
                .compose(connection -> connection
                        .query(planner)
                        .execute()
                        .compose(set -> work.apply(connection))
                        .eventually(() -> connection.query("RESET ALL").execute())
                        .eventually(connection::close));
    }

    private static List<String> scans(JsonObject node) {
        var found = new ArrayList<String>();
        if (node.containsKey("Relation Name")) {
            found.add(node.getString("Relation Name"));
        }
        node.getJsonArray("Plans", new JsonArray()).forEach(part -> found.addAll(scans((JsonObject) part)));
        return found;
    }
}
