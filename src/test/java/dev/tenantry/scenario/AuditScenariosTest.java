package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.CodeFlow;
import dev.tenantry.testing.Http;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reads the trail of a tenant, and what it tells of signing in. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditScenariosTest {
    private static final String AUDIT = "/api/v1/audit";
    private static final String EXPORT = "/api/v1/audit/export";
    private TestServer server;
    private TestTenant acme;
    private TestTenant beta;
    private String owner;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        acme = server.tenant("acme");
        beta = server.tenant("beta");
        owner = acme.ownerToken("read write profile admin");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Http.Answer get(TestTenant tenant, String token, String path) {
        return server.http().get(path).tenant(tenant.slug()).bearer(token).send();
    }

    private String tokenOf(TestTenant tenant, String name, Role role) {
        var context = Await.result(server.interior().tenants().find(new TenantSlug(tenant.slug())))
                .orElseThrow();
        Await.result(server.interior()
                .tenants()
                .addMember(context, name, TestServer.PASSWORD, role)
                .map("added"));
        return tenant.client("read write profile admin", "password")
                .token("grant_type", "password", "username", name, "password", TestServer.PASSWORD)
                .json()
                .getString("access_token");
    }

    /** What the trail of a tenant tells, the oldest first. */
    private List<Map<String, String>> told(TestTenant tenant) {
        return TestPostgres.query(
                server.database(),
                "SELECT action, actor_kind, actor_name, client_id, object_type, object_id, times, changes, request_id,"
                        + " address FROM audit_events WHERE tenant_id = '" + tenant.id() + "' ORDER BY id");
    }

    private List<String> actions(TestTenant tenant) {
        return told(tenant).stream().map(row -> row.get("action")).toList();
    }

    private static List<JsonObject> items(Http.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.data().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private String product(TestTenant tenant, String token, String sku) {
        var answer = server.http()
                .post("/api/v1/products")
                .tenant(tenant.slug())
                .bearer(token)
                .json(Map.of("sku", sku, "name", "A thing", "price_cents", 100))
                .send();
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.header("X-Request-Id");
    }

    @Test
    void readWhenTheOwnerAsksThenEveryChangeIsThereTheNewestFirst() {
        var tenant = server.tenant("reading");
        var token = tenant.ownerToken("read write profile admin");
        var request = product(tenant, token, "told-1");
        var items = items(get(tenant, token, AUDIT));
        var newest = items.get(0);
        assertThat(newest.getString("action")).isEqualTo("product.created");
        assertThat(newest.getString("request_id")).isEqualTo(request);
        assertThat(newest.getJsonObject("actor").getString("name")).isEqualTo("admin");
        assertThat(newest.getJsonObject("actor").getString("kind")).isEqualTo("person");
        assertThat(newest.getJsonObject("changes").getString("sku")).isEqualTo("told-1");
        assertThat(newest.getString("address")).isEqualTo("127.0.0.1");
        assertThat(items.get(items.size() - 1).getString("action")).isEqualTo("tenant.registered");
    }

    @ParameterizedTest
    @ValueSource(strings = {AUDIT, EXPORT})
    void readWhenItIsNotTheirsToSeeThenItIsRefused(String path) {
        var name = path.equals(AUDIT) ? "page" : "export";
        assertThat(get(acme, tokenOf(acme, "manager-" + name, Role.ADMIN), path).status())
                .isEqualTo(200);
        assertThat(get(acme, tokenOf(acme, "user-" + name, Role.USER), path).status())
                .isEqualTo(403);
        assertThat(get(acme, acme.ownerToken("read write"), path).code()).isEqualTo("insufficient_scope");
        assertThat(get(beta, owner, path).status()).isEqualTo(401);
        assertThat(server.http().get(path).tenant("acme").send().status()).isEqualTo(401);
        assertThat(server.http()
                        .get(path)
                        .tenant("acme")
                        .header("Cookie", acme.session())
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor=nobody",
                "client_id=1",
                "from=yesterday",
                "to=2026-01-01",
                "from=%2B999999999-12-31T23:59:59Z",
                "limit=0",
                "cursor=x"
            })
    void readWhenTheQueryIsWrongThenTheFieldIsNamed(String query) {
        var answer = get(acme, owner, AUDIT + "?" + query);
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactly(query.split("=", 2)[0]);
    }

    @Test
    void readWhenFilteredThenOnlyWhatFitsIsThere() {
        var tenant = server.tenant("filtered");
        var token = tenant.ownerToken("read write profile admin");
        var request = product(tenant, token, "one");
        product(tenant, token, "two");
        var all = items(get(tenant, token, AUDIT + "?limit=200"));
        var made = items(get(tenant, token, AUDIT + "?action=product."));
        assertThat(made).hasSize(2);
        var object = made.get(0).getJsonObject("object").getString("id");
        var actor = made.get(0).getJsonObject("actor").getString("id");
        assertThat(items(get(tenant, token, AUDIT + "?object_type=product&object_id=" + object)))
                .hasSize(1);
        assertThat(items(get(tenant, token, AUDIT + "?request_id=" + request))).hasSize(1);
        assertThat(items(get(tenant, token, AUDIT + "?actor=" + actor)).size()).isLessThan(all.size() + 1);
        assertThat(items(get(tenant, token, AUDIT + "?client_id=" + made.get(0).getString("client_id"))))
                .extracting(item -> item.getString("action"))
                .contains("product.created", "token.issued");
        var at = made.get(0).getString("at");
        assertThat(items(get(tenant, token, AUDIT + "?from=" + at))).hasSize(1);
        assertThat(items(get(tenant, token, AUDIT + "?limit=200&to=" + at))).hasSize(all.size() - 1);
    }

    @Test
    void exportWhenThereIsMoreThanAPortionThenEveryEventIsALine() {
        var tenant = server.tenant("exported");
        var token = tenant.ownerToken("read write profile admin");
        TestPostgres.execute(
                server.database(),
                "INSERT INTO audit_events (tenant_id, id, action, actor_kind, actor_name, object_type, object_id,"
                        + " request_id, address) SELECT '" + tenant.id()
                        + "', gen_random_uuid(), 'a.b', 'system', '', 'a', '', '', '' FROM generate_series(1, 1000)");
        var answer = get(tenant, token, EXPORT);
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        var lines = answer.text().lines().map(JsonObject::new).toList();
        assertThat(lines).hasSize(told(tenant).size());
        var paged = new ArrayList<String>();
        var cursor = "";
        do {
            var page = get(tenant, token, AUDIT + "?limit=200" + cursor);
            items(page).forEach(item -> paged.add(item.getString("id")));
            cursor = "&cursor=" + page.data().getString("next_cursor");
        } while (!cursor.endsWith("=null"));
        assertThat(lines).extracting(line -> line.getString("id")).isEqualTo(paged);
        assertThat(get(tenant, token, EXPORT + "?action=tenant.").text().lines())
                .hasSize(1);
        assertThat(server.http()
                        .request("HEAD", EXPORT)
                        .tenant(tenant.slug())
                        .bearer(token)
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void signInWhenItFailsThenTheTrailTellsOfItUntilNothingIsTriedAnyMore() {
        var tenant = server.tenant("guessed");
        for (int attempt = 0; attempt < 15; attempt++) {
            assertThat(login(tenant, "admin", "wrong").status()).isIn(401, 429);
        }
        assertThat(login(tenant, "somebody", "wrong").status()).isEqualTo(401);
        var refused = told(tenant).stream()
                .filter(row -> String.valueOf(row.get("action")).equals("signin.refused"))
                .toList();
        assertThat(refused).hasSizeBetween(2, 14);
        assertThat(refused).allSatisfy(row -> assertThat(row.get("actor_kind")).isEqualTo("visitor"));
        assertThat(refused.toString()).doesNotContain("somebody", "wrong");
    }

    private Http.Answer login(TestTenant tenant, String username, String password) {
        return server.http()
                .post("/oauth/login")
                .tenant(tenant.slug())
                .json(Map.of("username", username, "password", password))
                .send();
    }

    @Test
    void signInAndOutWhenInABrowserThenBothAreTold() {
        var tenant = server.tenant("browsed");
        var cookie = tenant.session();
        assertThat(server.http()
                        .post("/oauth/logout")
                        .tenant(tenant.slug())
                        .header("Cookie", cookie)
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(actions(tenant)).containsExactly("tenant.registered", "session.opened", "session.closed");
        assertThat(told(tenant).get(1)).containsEntry("actor_name", "admin");
    }

    @Test
    void tokensWhenGivenRotatedAndTakenBackThenEachIsTold() {
        var tenant = server.tenant("tokens");
        var flow = CodeFlow.of(tenant);
        var tokens = flow.tokens("scope", "openid read write");
        var next = flow.client().refresh(tokens.getString("refresh_token"));
        assertThat(next.status()).as("%s", next).isEqualTo(200);
        assertThat(flow.client().revoke(next.json().getString("refresh_token")).status())
                .isEqualTo(200);
        assertThat(actions(tenant))
                .containsSubsequence(
                        "tenant.registered",
                        "session.opened",
                        "client.registered",
                        "code.issued",
                        "code.exchanged",
                        "token.refreshed",
                        "token.revoked")
                .contains("consent.given");
        var clients = told(tenant).stream()
                .filter(row -> List.of("code.issued", "code.exchanged", "token.refreshed", "token.revoked")
                        .contains(row.get("action")))
                .map(row -> row.get("client_id"));
        assertThat(clients).containsOnly(flow.client().id());
        var secrets = List.of(
                tokens.getString("refresh_token"),
                tokens.getString("access_token"),
                flow.client().secret());
        assertThat(told(tenant).toString()).doesNotContain(secrets.toArray(String[]::new));
    }

    @Test
    void clientWhenRegisteredAndChangedThenTheTrailTellsWhatItMayDoAndWhatItWas() {
        var tenant = server.tenant("client-told");
        var token = tenant.ownerToken("read admin");
        var metadata = new JsonObject()
                .put("client_name", "App")
                .put("redirect_uris", List.of("https://app.example/cb"))
                .put("scope", "read");
        var made = client(tenant, token, "POST", "/oauth/client/register", metadata);
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        var id = made.json().getString("client_id");
        metadata.put("redirect_uris", List.of("https://evil.example/cb"))
                .put("first_party", true)
                .put("access_token_lifetime", 120);
        assertThat(client(tenant, token, "PUT", "/oauth/clients/" + id, metadata)
                        .status())
                .isEqualTo(200);

        var rows = told(tenant).stream()
                .filter(row -> id.equals(row.get("object_id")))
                .toList();
        assertThat(rows).extracting(row -> row.get("action")).containsExactly("client.registered", "client.changed");
        assertThat(rows).extracting(row -> row.get("object_type")).containsOnly("client");
        var registered = new JsonObject(rows.get(0).get("changes"));
        assertThat(registered)
                .isEqualTo(new JsonObject()
                        .put("name", "App")
                        .put("grant_types", List.of("authorization_code"))
                        .put("redirect_uris", List.of("https://app.example/cb"))
                        .put("scope", "read")
                        .put("token_endpoint_auth_method", "client_secret_basic")
                        .put("first_party", false)
                        .put("resource_server", false)
                        .put("require_pkce", true));
        assertThat(new JsonObject(rows.get(1).get("changes")))
                .isEqualTo(registered
                        .copy()
                        .put("redirect_uris", List.of("https://evil.example/cb"))
                        .put("first_party", true)
                        .put("access_token_lifetime", 120)
                        .put(
                                "before",
                                new JsonObject()
                                        .put("redirect_uris", List.of("https://app.example/cb"))
                                        .put("first_party", false)
                                        .putNull("access_token_lifetime")));
        assertThat(rows.toString()).doesNotContain(made.json().getString("client_secret"));
    }

    private static Http.Answer client(
            TestTenant tenant, String token, String method, String path, JsonObject metadata) {
        return tenant.http()
                .request(method, path)
                .tenant(tenant.slug())
                .bearer(token)
                .json(metadata.encode())
                .send();
    }

    @Test
    void firstPartyWhenSignedInRefreshedAndOutThenEachIsTold() {
        var tenant = server.tenant("first-party");
        var http = server.http();
        var login = http.post("/api/auth/login")
                .tenant(tenant.slug())
                .json(Map.of("username", "admin", "password", TestServer.PASSWORD))
                .send();
        var refreshed = http.post("/api/auth/refresh")
                .tenant(tenant.slug())
                .json(Map.of("refresh_token", login.data().getString("refresh_token")))
                .send();
        assertThat(http.post("/api/auth/logout")
                        .tenant(tenant.slug())
                        .bearer(refreshed.data().getString("access_token"))
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(http.post("/api/auth/password")
                        .tenant(tenant.slug())
                        .bearer(tenant.ownerToken("read write"))
                        .json(Map.of("current_password", TestServer.PASSWORD, "new_password", "another battery staple"))
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(actions(tenant))
                .containsSubsequence(
                        "token.issued", "token.refreshed", "token.revoked", "token.issued", "password.changed");
    }

    /** Too many for a row each: they are counted, and none is lost. */
    @Test
    void tokensOfAServiceWhenThereAreManyThenTheirCountIsTold() {
        var tenant = server.tenant("machines");
        var client = tenant.client("read", "client_credentials");
        var asked = Await.result(Future.all(IntStream.range(0, 60)
                .mapToObj(n -> client.asking("grant_type", "client_credentials").sending())
                .toList()));
        assertThat(asked.<Http.Answer>list())
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        Await.until("all are told", () -> issued(tenant) == 60);
        var rows = told(tenant).stream()
                .filter(row -> String.valueOf(row.get("action")).equals("token.issued"))
                .toList();
        assertThat(rows).hasSizeLessThan(30);
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row).containsEntry("actor_kind", "service").containsEntry("client_id", client.id()));
    }

    private int issued(TestTenant tenant) {
        return told(tenant).stream()
                .filter(row -> String.valueOf(row.get("action")).equals("token.issued"))
                .mapToInt(row -> Integer.parseInt(String.valueOf(row.get("times"))))
                .sum();
    }

    @Test
    void stopWhenTokensHaveJustBeenGivenThenTheyAreTold(Vertx vertx) {
        var database = TestPostgres.freshDatabase();
        try (var one = TestServer.start(vertx, database, Map.of())) {
            assertThat(one.tenant("last").serviceToken("read")).isNotEmpty();
        }
        assertThat(TestPostgres.query(database, "SELECT FROM audit_events WHERE action = 'token.issued'"))
                .hasSize(1);
        assertThat(TestPostgres.query(database, "SELECT FROM audit_seals")).isNotEmpty();
    }

    @Test
    void changeWhenARouteTellsNothingOfItThenTheTestServerNotices(Vertx vertx) {
        var silent = new Feature() {
            @Override
            public String name() {
                return "silent";
            }

            @Override
            public void contribute(Contribution to) {
                to.route(new Route<>(
                        HttpMethod.POST,
                        "/api/v1/silent",
                        new Access.Visitor(),
                        RequestBody.NONE,
                        Answer.done("Nothing is told of this"),
                        call -> Future.succeededFuture(Reply.done())));
            }
        };
        var watched = TestServer.start(vertx, Map.of(), silent);
        assertThat(watched.tenant("watched").slug()).isEqualTo("watched");
        assertThat(watched.http()
                        .post("/api/v1/silent")
                        .tenant("watched")
                        .send()
                        .status())
                .isEqualTo(200);
        assertThatThrownBy(watched::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("POST /api/v1/silent");
    }
}
