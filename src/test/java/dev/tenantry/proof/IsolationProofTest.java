package dev.tenantry.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.app.Interior;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.migration.probe.DatabaseProbe;
import dev.tenantry.platform.sql.scope.ScopedStatement;
import dev.tenantry.platform.sql.scope.ScopedStatement.Form;
import dev.tenantry.proof.IsolationProof.Target;
import dev.tenantry.proof.Report.Leak;
import dev.tenantry.proof.Report.NotTried;
import dev.tenantry.proof.Report.TriedRoute;
import dev.tenantry.proof.Report.TriedTable;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http;
import dev.tenantry.testing.Ports;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The prover finds nothing where nothing is wrong, and each fault that is made on purpose. What takes longest begins first. */
@ExtendWith(VertxExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class IsolationProofTest {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Test
    void findsNoLeakAndLeavesNoTraceWhenNothingIsWrong(Vertx vertx) {
        var server = TestServer.start(vertx, Map.of());
        Map<String, String> before;
        try (server) {
            assertThat(server.tenant("acme").ownerToken("read")).isNotEmpty();
            assertThat(server.tenant("prove-isolation-plan").ownerToken("read")).isNotEmpty();
            Await.until("the trail is sealed", () -> isSealed(server));
            before = rowCounts(server);
            // Its trail goes with it: nobody is to watch whether everything is told.
            var unwatched = Http.to(vertx, server.http().port());
            assertThat(TestTenant.register(unwatched, "prove-isolation-0123456789abcdef-victim")
                            .ownerToken("read"))
                    .isNotEmpty();
        }

        // It starts a server of its own now. Beside one that runs the jar does it in its own tests.
        var report = Await.result(new Prover(vertx, server.config()).prove(Optional.empty()), LONGEST);

        assertThat(report.leaks()).isEmpty();
        assertThat(report.notTried()).isEmpty();
        assertThat(report.running()).isFalse();
        assertThat(report.routes())
                .extracting(route -> route.method() + " " + route.path())
                .containsExactlyInAnyOrderElementsOf(server.interior().routes().stream()
                        .map(route -> route.method() + " " + route.path())
                        .toList())
                .contains("GET /api/v1/notes", "POST /api/v1/notes");
        assertThat(report.routes())
                .allSatisfy(route -> assertThat(route.attacks()).isGreaterThan(2));
        assertThat(report.routes())
                .allSatisfy(route ->
                        assertThat(route.ownAnswer()).as(route.toString()).isIn(rightful(route)));
        assertThat(report.tables())
                .extracting(TriedTable::table)
                .contains("public.memberships", "public.notes", "public.products", "public.sessions");
        assertThat(report.tables()).allSatisfy(table -> {
            assertThat(table.seeded()).isTrue();
            assertThat(List.of(table.door(), table.rowSecurity(), table.predicate()))
                    .containsExactly(10, 8, 5);
        });
        assertThat(rowCounts(server)).isEqualTo(before);
        assertShape(new JsonObject(report.json()));
        assertThat(report.text()).contains("0 leaks.", "/api/v1/products/{id}", "public.products");
    }

    /** The forms of pages cannot be sent without the page: what a browser does with them is in the scenarios of authorize. */
    private static List<Integer> rightful(TriedRoute route) {
        if (route.path().startsWith("/api/v1/operator/")) {
            return List.of(403);
        }
        return switch (route.method() + " " + route.path()) {
            case "POST /oauth/signin", "POST /oauth/consent", "POST /oauth/signout" -> List.of(403);
            case "POST /oauth/authorize", "POST /oauth/end_session" -> List.of(303);
            // What they need was used up by the attempts before: a refresh token, and every token by a new password.
            case "POST /api/auth/refresh", "POST /api/auth/password" -> List.of(401);
            case "DELETE /oauth/register/{client_id}" -> List.of(204);
            // The prover holds no token of an invitation, and no tenant is open to newcomers unless it has said so.
            case "POST /api/v1/invitations/accept", "POST /api/v1/me/memberships" -> List.of(404);
            case "GET /invitations/accept", "POST /invitations/accept" -> List.of(404);
            case "POST /invitations/join", "POST /api/auth/register" -> List.of(403);
            // The last owner stays.
            case "DELETE /api/v1/me/membership" -> List.of(409);
            // The attempts before have claimed the same one.
            case "POST /tenants/domains" -> List.of(409);
            // It asks for the slug once more, in the query.
            case "DELETE /tenants/info" -> List.of(400);
            // Without the link of the first start there is nothing there.
            case "GET /setup", "POST /setup" -> List.of(404);
            default -> List.of(200, 201);
        };
    }

    private static void assertShape(JsonObject json) {
        assertThat(json.fieldNames())
                .containsExactlyInAnyOrder(
                        "url", "running", "seconds", "attacks", "routes", "tables", "leaks", "not_tried");
        assertThat(json.getJsonArray("routes").getJsonObject(0).fieldNames())
                .containsExactlyInAnyOrder("method", "path", "access", "attacks", "own_answer");
        assertThat(json.getJsonArray("leaks")).isEqualTo(new JsonArray());
    }

    @Test
    void findsTheTableWhenItsPolicyIsDropped(Vertx vertx) {
        try (var server = TestServer.start(vertx, Map.of())) {
            TestPostgres.execute(server.database(), "DROP POLICY own_tenant ON products");
            assertThat(tablesOf(prove(vertx, server, tablesAlone(server.interior()))))
                    .containsOnly("public.products");
        }
    }

    @Test
    void findsTheTableWhenItsRowSecurityIsOffOrLetsTooMuchThrough(Vertx vertx) {
        try (var server = TestServer.start(vertx, Map.of())) {
            TestPostgres.execute(
                    server.database(),
                    "ALTER TABLE products DISABLE ROW LEVEL SECURITY",
                    "CREATE POLICY readable ON notes FOR SELECT USING (true)");
            var report = prove(vertx, server, tablesAlone(server.interior()));
            assertThat(tablesOf(report)).contains("public.products", "public.notes");
            assertThat(report.leaks())
                    .filteredOn(leak -> leak.attack().startsWith("row security alone"))
                    .extracting(Leak::where)
                    .containsOnly("public.products", "public.notes");
        }
    }

    @Test
    void findsEveryTableWhenTheScoperLetsStatementsThroughAsTheyAre(Vertx vertx) {
        try (var server = TestServer.start(vertx, Map.of())) {
            var bypassed =
                    scopedBy(tablesAlone(server.interior()), text -> new ScopedStatement(text, 0, false, Form.OTHER));
            var report = prove(vertx, server, bypassed);
            assertThat(tablesOf(report))
                    .containsExactlyInAnyOrderElementsOf(
                            report.tables().stream().map(TriedTable::table).toList());
            assertThat(report.leaks())
                    .allSatisfy(leak -> assertThat(leak.attack()).startsWith("predicate alone"));
        }
    }

    @Test
    void findsTheRouteWhenItsFeatureGoesAroundTheScoper(Vertx vertx) {
        var database = TestPostgres.freshDatabase();
        try (var server = TestServer.start(vertx, database, Map.of(), LeakyFeature.aroundTheScoper(database))) {
            var report = prove(vertx, server, routesOf(server.interior(), "leaky"));
            assertThat(report.leaks())
                    .extracting(Leak::where, Leak::attack)
                    .contains(
                            leak("GET /api/v1/leaky", "the attacker's own tenant and token, the victim's id"),
                            leak("PUT /api/v1/leaky/{id}", "the attacker's own tenant and token, the victim's id"));
            assertThat(report.leaks())
                    .extracting(Leak::detail)
                    .anyMatch(detail -> detail.startsWith("the answer shows the victim's"))
                    .anyMatch(detail -> detail.equals("changed rows of the victim in public.notes"))
                    .anyMatch(detail -> detail.startsWith("tells an id of the victim"));
        }
    }

    private static Tuple leak(String where, String attack) {
        return Tuple.tuple(where, attack);
    }

    @Test
    void findsTheRouteWhenItIsWrittenWithoutItsPermission(Vertx vertx) {
        var database = TestPostgres.freshDatabase();
        try (var server = TestServer.start(vertx, database, Map.of(), LeakyFeature.withoutPermission(database))) {
            var report = prove(vertx, server, routesOf(server.interior(), "leaky"));
            assertThat(report.leaks())
                    .extracting(Leak::where, Leak::attack)
                    .contains(
                            leak("GET /api/v1/leaky", "no token, the victim's tenant by header"),
                            leak("GET /api/v1/leaky", "no token, the victim's tenant by path"),
                            leak("GET /api/v1/leaky", "no token, the victim's tenant by host"),
                            leak("DELETE /api/v1/leaky/{id}", "nobody"));
        }
    }

    @Test
    void makesARowOfWhateverTypesATableHasAndSaysWhereItCannot(Vertx vertx) {
        var database = TestPostgres.freshDatabase();
        TestServer.start(vertx, database, Map.of()).close();
        TestPostgres.execute(
                database,
                "CREATE TYPE mood AS ENUM ('calm', 'cross')",
                """
                CREATE TABLE shelves (
                    tenant_id uuid NOT NULL, id uuid NOT NULL, label varchar(8) NOT NULL, mood mood NOT NULL,
                    size numeric(6,2) NOT NULL CHECK (size > 0), state text NOT NULL CHECK (state IN ('open', 'shut')),
                    extra jsonb NOT NULL, tags text[] NOT NULL, due date NOT NULL, at time NOT NULL, "Odd name" text,
                    gone timestamptz, PRIMARY KEY (tenant_id, id))
                """,
                """
                CREATE TABLE boxes (
                    tenant_id uuid NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, shelf uuid NOT NULL, note text,
                    PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, shelf) REFERENCES shelves (tenant_id, id))
                """,
                "CREATE TABLE spots (tenant_id uuid NOT NULL, id uuid, place point NOT NULL, PRIMARY KEY (tenant_id, id))",
                "SELECT tenant_table('shelves'), tenant_table('boxes'), tenant_table('spots')");
        try (var server = TestServer.start(vertx, database, Map.of())) {
            var before = rowCounts(server);
            var report = prove(vertx, server, tablesAlone(server.interior()));
            assertThat(report.leaks()).isEmpty();
            assertThat(report.tables())
                    .filteredOn(table -> !table.seeded())
                    .extracting(TriedTable::table)
                    .containsExactly("public.spots");
            assertThat(report.notTried())
                    .extracting(NotTried::where, NotTried::why)
                    .contains(Tuple.tuple("public.spots", "no value is known for one of its columns"));
            assertThat(report.notTried()).extracting(NotTried::where).containsOnly("public.spots");
            assertThat(rowCounts(server)).isEqualTo(before);
        }
    }

    @Test
    void refusesWhenAnotherOneIsAtWorkInTheDatabase(Vertx vertx) throws SQLException {
        try (var server = TestServer.start(vertx, Map.of());
                var other = DatabaseProbe.open(
                        server.interior().owner(), server.interior().application())) {
            assertThat(other.tables()).isNotEmpty();
            assertThatThrownBy(() -> prove(vertx, server, tablesAlone(server.interior())))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("is being proved already");
        }
    }

    @Test
    void leavesNoTraceWhenItFailsInTheMiddle(Vertx vertx) {
        try (var server = TestServer.start(vertx, Map.of())) {
            var before = rowCounts(server);
            var broken = scopedBy(tablesAlone(server.interior()), text -> {
                throw new IllegalStateException("broken");
            });
            assertThatThrownBy(() -> prove(vertx, server, broken)).hasMessageContaining("broken");
            assertThat(rowCounts(server)).isEqualTo(before);
        }
    }

    @Test
    void saysThatThePredicateWasNotTriedAloneWhenTheOwnerIsBoundByRowSecurity(Vertx vertx) {
        var database = TestPostgres.freshDatabase();
        var owner = database.as("owner_" + database.database(), new Secret("of-the-owner"));
        TestPostgres.execute(
                database,
                "CREATE ROLE " + owner.user() + " LOGIN CREATEROLE PASSWORD 'of-the-owner'",
                "ALTER DATABASE " + database.database() + " OWNER TO " + owner.user());
        try (var server = TestServer.start(vertx, owner, Map.of())) {
            var report = prove(vertx, server, routesOf(server.interior(), "/products/{id}"));
            assertThat(report.leaks()).isEmpty();
            assertThat(report.tables())
                    .isNotEmpty()
                    .allSatisfy(table -> assertThat(table.predicate()).isZero());
            assertThat(report.notTried())
                    .hasSameSizeAs(report.tables())
                    .allSatisfy(not -> assertThat(not.why()).contains("the owner is bound by row security"));
            assertThat(TestPostgres.query(database, "SELECT FROM tenants")).isEmpty();
            assertThat(TestPostgres.query(database, "SELECT FROM people")).isEmpty();
        }
    }

    @Test
    void refusesWhenNothingAnswersOrItIsAnotherDatabase(Vertx vertx) {
        try (var one = TestServer.start(vertx, Map.of());
                var other = TestServer.start(vertx, Map.of())) {
            var prover = new Prover(vertx, one.config());
            var nobody = URI.create("http://127.0.0.1:" + Ports.free());
            assertThatThrownBy(() -> Await.result(prover.prove(Optional.of(nobody))))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("No Tenantry answers");
            assertThatThrownBy(() -> Await.result(prover.prove(Optional.of(URI.create("localhost")))))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("--url");
            var another = URI.create("http://127.0.0.1:" + other.http().port());
            assertThatThrownBy(() -> Await.result(prover.prove(Optional.of(another))))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("another database");
        }
    }

    private static Report prove(Vertx vertx, TestServer server, Interior interior) {
        var target = new Target(URI.create("http://127.0.0.1:" + server.http().port()), "localhost", true);
        return Await.result(IsolationProof.run(vertx, interior, target), LONGEST);
    }

    private static List<String> tablesOf(Report report) {
        return report.leaks().stream().map(Leak::where).distinct().toList();
    }

    private static Interior tablesAlone(Interior interior) {
        return of(interior, route -> false, interior.scoper());
    }

    private static Interior routesOf(Interior interior, String word) {
        return of(interior, route -> route.path().contains(word), interior.scoper());
    }

    private static Interior scopedBy(Interior interior, Function<String, ScopedStatement> scoper) {
        return of(interior, route -> interior.routes().contains(route), scoper);
    }

    private static Interior of(
            Interior interior, Predicate<Route<?>> routes, Function<String, ScopedStatement> scoper) {
        return new Interior(
                interior.routes().stream().filter(routes).toList(),
                interior.tenantTables(),
                interior.controlTables(),
                scoper,
                interior.tenants(),
                interior.owner(),
                interior.application());
    }

    private static boolean isSealed(TestServer server) {
        return TestPostgres.query(
                        server.database(),
                        "SELECT FROM audit_events e WHERE NOT EXISTS (SELECT FROM audit_seals s"
                                + " WHERE s.tenant_id = e.tenant_id AND e.id = ANY (s.event_ids))")
                .isEmpty();
    }

    /** Of every table there is. */
    private static Map<String, String> rowCounts(TestServer server) {
        var counts = new TreeMap<String, String>();
        for (var table : TestPostgres.query(
                server.database(),
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")) {
            var name = String.valueOf(table.get("relname"));
            // A tenant's own calls are written down a moment after it has made them.
            var rows = name.equals("usage_periods")
                    ? "SELECT DISTINCT tenant_id FROM usage_periods WHERE tenant_id NOT IN (SELECT id FROM tenants)"
                    : "SELECT * FROM " + name;
            counts.put(name, TestPostgres.query(server.database(), rows).toString());
        }
        return counts;
    }
}
