package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.security.Role;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators do with tenants, who else may not, and what is left of a tenant that is purged. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorScenariosTest {
    private static final String ALL_SCOPES = "read write profile admin";
    private static final String TENANTS = "/api/v1/operator/tenants";
    private TestServer server;
    private TestServer second;
    private TestTenant operators;
    private String token;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        second = server.another(vertx);
        operators = server.operators();
        token = operators.ownerToken(ALL_SCOPES);
    }

    @AfterAll
    void stop() {
        second.close();
        server.close();
    }

    private Request asking(String method, String path) {
        return server.http().request(method, path).tenant("operator").bearer(token);
    }

    private Answer one(String method, TestTenant tenant) {
        return asking(method, TENANTS + "/" + tenant.id()).send();
    }

    private Answer patch(TestTenant tenant, Map<String, ?> change) {
        return asking("PATCH", TENANTS + "/" + tenant.id()).json(change).send();
    }

    private Answer purge(TestTenant tenant, String slug) {
        return asking("POST", TENANTS + "/" + tenant.id() + "/purge")
                .json(Map.of("slug", slug))
                .send();
    }

    private Answer restore(TestTenant tenant) {
        return asking("POST", TENANTS + "/" + tenant.id() + "/restore").send();
    }

    private int info(TestServer node, String slug) {
        return node.http().get("/tenants/info").tenant(slug).send().status();
    }

    private List<String> trail(TestTenant of, TestTenant about) {
        return TestPostgres.query(
                        server.database(),
                        "SELECT action || ' ' || actor_name AS told FROM audit_events WHERE tenant_id = '" + of.id()
                                + "' AND object_type = 'tenant' AND object_id = '" + about.id() + "' ORDER BY id")
                .stream()
                .map(row -> row.get("told"))
                .toList();
    }

    private List<String> slugs(String query) {
        var found = new ArrayList<String>();
        var cursor = "";
        do {
            var page =
                    asking("GET", TENANTS + "?limit=2" + query + cursor).send().data();
            page.getJsonArray("items").forEach(item -> found.add(((JsonObject) item).getString("slug")));
            cursor = page.getString("next_cursor") == null ? "" : "&cursor=" + page.getString("next_cursor");
        } while (!cursor.isEmpty());
        return found;
    }

    @Test
    void listsPageByPageWhenSearchedBySlugNamePlanAndStatus() {
        for (var slug : List.of("find-a", "find-b", "find-c", "other-d")) {
            assertThat(server.tenant(slug).id()).isNotEmpty();
        }
        var c = new TestTenant(server.http(), "find-c", idOf("find-c"));
        assertThat(patch(c, Map.of("plan", "premium", "name", "100%_Sure")).status())
                .isEqualTo(200);
        assertThat(patch(new TestTenant(server.http(), "find-b", idOf("find-b")), Map.of("status", "suspended"))
                        .status())
                .isEqualTo(200);

        assertThat(slugs("&q=find-")).containsExactly("find-c", "find-b", "find-a");
        assertThat(slugs("&q=FIND-A")).containsExactly("find-a");
        assertThat(slugs("&q=0%25_sure")).containsExactly("find-c");
        assertThat(slugs("&q=%25")).containsExactly("find-c");
        assertThat(slugs("&q=Tenant%20other")).containsExactly("other-d");
        assertThat(slugs("&q=find-&plan=premium")).containsExactly("find-c");
        assertThat(slugs("&q=find-&status=suspended")).containsExactly("find-b");
        assertThat(slugs("&q=nobody-has-that")).isEmpty();
        assertThat(asking("GET", TENANTS + "?status=gone").send().wrongFields()).containsExactly("status");
        assertThat(asking("GET", TENANTS + "?limit=0").send().wrongFields()).containsExactly("limit");
    }

    private String idOf(String slug) {
        return server.http().get("/tenants/info").tenant(slug).send().data().getString("id");
    }

    @Test
    void suspendsAndLetsInAgainOnEveryNodeAndTellsBothTrails() {
        var shop = server.tenant("suspended-shop");
        assertThat(info(second, "suspended-shop")).isEqualTo(200);

        assertThat(patch(shop, Map.of("status", "suspended")).data().getString("status"))
                .isEqualTo("suspended");
        assertThat(info(server, "suspended-shop")).isEqualTo(403);
        Await.until("the other node knows", () -> info(second, "suspended-shop") == 403);
        assertThat(one("GET", shop).data().getString("status")).isEqualTo("suspended");
        assertThat(patch(shop, Map.of("status", "active")).status()).isEqualTo(200);
        Await.until("the other node knows", () -> info(second, "suspended-shop") == 200);
        assertThat(patch(shop, Map.of("plan", "basic")).data().getString("plan"))
                .isEqualTo("basic");

        assertThat(trail(shop, shop))
                .containsExactly(
                        "tenant.registered ", "tenant.suspended admin", "tenant.resumed admin", "tenant.updated admin");
        assertThat(trail(operators, shop))
                .containsExactly("tenant.suspended admin", "tenant.resumed admin", "tenant.updated admin");
    }

    @Test
    void refusesWhenTheChangeIsNotRight() {
        var shop = server.tenant("unchanged");
        assertThat(patch(shop, Map.of("status", "deleted")).wrongFields()).containsExactly("status");
        assertThat(patch(shop, Map.of("name", "")).wrongFields()).containsExactly("name");
        assertThat(patch(shop, Map.of("plan", "No Plan")).wrongFields()).containsExactly("plan");
        assertThat(patch(shop, Map.of("plan", "platinum")).code()).isEqualTo("invalid_input");
        assertThat(patch(shop, Map.of("slug", "changed")).wrongFields()).containsExactly("slug");
        assertThat(restore(shop).code()).isEqualTo("conflict");
        assertThat(purge(shop, "unchanged").code()).isEqualTo("conflict");
        var nobody = new TestTenant(server.http(), "nobody", UUID.randomUUID().toString());
        assertThat(one("GET", nobody).status()).isEqualTo(404);
        assertThat(patch(nobody, Map.of("name", "x")).status()).isEqualTo(404);
        assertThat(one("DELETE", nobody).status()).isEqualTo(404);
        assertThat(restore(nobody).status()).isEqualTo(404);
        assertThat(purge(nobody, "nobody").status()).isEqualTo(404);
        assertThat(asking("GET", TENANTS + "/1").send().status()).isEqualTo(404);
    }

    @Test
    void keepsTheirOwnTenantWhateverTheyAsk() {
        assertThat(patch(operators, Map.of("status", "suspended")).code()).isEqualTo("conflict");
        assertThat(one("DELETE", operators).code()).isEqualTo("conflict");
        assertThat(asking("DELETE", "/tenants/info?confirm=operator").send().code())
                .isEqualTo("conflict");
    }

    @Test
    void restoresWhatHasBeenDeletedAndPurgesForGood() {
        var house = server.tenant("house");
        var owner = house.ownerToken(ALL_SCOPES);
        var settled = server.http()
                .request("PUT", "/tenants/settings")
                .tenant("house")
                .bearer(owner)
                .json(Map.of());
        assertThat(settled.send().status()).isEqualTo(200);
        var product = server.http()
                .post("/api/v1/products")
                .tenant("house")
                .bearer(owner)
                .json(Map.of("sku", "1", "name", "Chair", "price_cents", 1));
        assertThat(product.send().status()).isEqualTo(201);
        var claim = server.http()
                .post("/tenants/domains")
                .tenant("house")
                .bearer(owner)
                .json(Map.of("domain", "house.example"));
        assertThat(claim.send().status()).isEqualTo(201);
        assertThat(server.memberToken(house, "worker", Role.USER)).isNotEmpty();
        // One of them is a member elsewhere as well.
        TestPostgres.execute(
                server.database(),
                "INSERT INTO memberships (tenant_id, person_id, username, email, username_key, email_key, role)"
                        + " SELECT '" + operators.id() + "', person_id, 'from-house', 'f@h.example', 'from-house',"
                        + " 'f@h.example', 'viewer' FROM memberships WHERE tenant_id = '" + house.id()
                        + "' AND username = 'worker'");
        var people = people();

        assertThat(one("DELETE", house).data().getString("status")).isEqualTo("deleted");
        assertThat(info(server, "house")).isEqualTo(404);
        assertThat(one("GET", house).data().getString("purge_at")).isNotNull();
        assertThat(one("DELETE", house).code()).isEqualTo("conflict");
        assertThat(slugs("&status=deleted")).contains("house");
        assertThat(restore(house).data().getString("status")).isEqualTo("active");
        Await.until("it is back", () -> info(server, "house") == 200 && info(second, "house") == 200);
        assertThat(server.http()
                        .get("/api/protected")
                        .tenant("house")
                        .bearer(owner)
                        .send()
                        .status())
                .isEqualTo(200);

        assertThat(one("DELETE", house).status()).isEqualTo(200);
        assertThat(purge(house, "acme").wrongFields()).containsExactly("slug");
        var purged = purge(house, "house");
        assertThat(purged.status()).as("%s", purged).isEqualTo(200);

        assertThat(one("GET", house).status()).isEqualTo(404);
        assertThat(tablesWithRowsOf(house)).isSubsetOf("audit_events", "audit_seals");
        assertThat(people()).isEqualTo(people - 1);
        assertThat(trail(house, house)).endsWith("tenant.deleted admin", "tenant.purged admin");
        assertThat(trail(operators, house)).endsWith("tenant.deleted admin", "tenant.purged admin");
        var again = server.tenant("house");
        assertThat(again.id()).isNotEqualTo(house.id());
        Await.until(
                "the slug is the new one's everywhere",
                () -> second.http()
                        .get("/tenants/info")
                        .tenant("house")
                        .send()
                        .text()
                        .contains(again.id()));
    }

    private int people() {
        return TestPostgres.query(server.database(), "SELECT FROM people").size();
    }

    private List<String> tablesWithRowsOf(TestTenant tenant) {
        return TestPostgres.query(
                        server.database(),
                        "SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                                + " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
                                + " AND a.attname IN ('tenant_id', 'of_tenant') AND (xpath('/row/n/text()',"
                                + " query_to_xml(format('SELECT count(*) AS n FROM %I WHERE %I = ''" + tenant.id()
                                + "''', c.relname, a.attname), false, true, '')))[1]::text::int > 0")
                .stream()
                .map(row -> row.get("name"))
                .toList();
    }

    @Test
    void purgesByItselfWhenTheRetentionIsOverAndNotBefore(Vertx vertx) {
        var old = server.tenant("long-gone");
        var recent = server.tenant("just-gone");
        assertThat(one("DELETE", old).status()).isEqualTo(200);
        assertThat(one("DELETE", recent).status()).isEqualTo(200);
        TestPostgres.execute(
                server.database(),
                "UPDATE tenants SET deleted_at = now() - interval '31 days' WHERE slug = 'long-gone'",
                "UPDATE tenants SET deleted_at = now() - interval '29 days' WHERE slug = 'just-gone'");

        try (var later = server.another(vertx)) {
            Await.until("it is purged", () -> one("GET", old).status() == 404);
            assertThat(info(later, "just-gone")).isEqualTo(404);
        }
        assertThat(tablesWithRowsOf(old)).isSubsetOf("audit_events", "audit_seals");
        assertThat(one("GET", recent).data().getString("status")).isEqualTo("deleted");
        assertThat(trail(old, old)).endsWith("tenant.purged ");
        assertThat(restore(recent).status()).isEqualTo(200);
    }

    @Test
    void refusesEverybodyElse() {
        var acme = server.tenant("acme");
        var owner = acme.ownerToken(ALL_SCOPES);
        var user = server.memberToken(operators, "junior", Role.USER);
        var viewer = server.memberToken(operators, "guest", Role.VIEWER);
        var narrow = operators.ownerToken("read write");
        for (var route :
                List.of("GET ", "GET /{id}", "PATCH /{id}", "DELETE /{id}", "POST /{id}/restore", "POST /{id}/purge")) {
            var method = route.split(" ")[0];
            var path = TENANTS + route.substring(method.length() + 1).replace("{id}", acme.id());
            var request = (Supplier<Request>)
                    () -> server.http().request(method, path).json(Map.of("name", "X"));

            assertThat(request.get().tenant("acme").bearer(owner).send().code())
                    .as(route)
                    .isEqualTo("permission_denied");
            assertThat(request.get()
                            .tenant("acme")
                            .header("Cookie", acme.session())
                            .send()
                            .code())
                    .as(route)
                    .isEqualTo("permission_denied");
            assertThat(request.get().tenant("operator").bearer(owner).send().status())
                    .as(route)
                    .isEqualTo(401);
            assertThat(request.get().tenant("operator").send().status())
                    .as(route)
                    .isEqualTo(401);
            assertThat(request.get().tenant("operator").bearer(viewer).send().code())
                    .as(route)
                    .isEqualTo("permission_denied");
            assertThat(request.get().tenant("operator").bearer(narrow).send().code())
                    .as(route)
                    .isEqualTo("insufficient_scope");
            assertThat(request.get().tenant("operator").bearer(user).send().status())
                    .as(route)
                    .isEqualTo(method.equals("GET") ? 200 : 403);
        }
        assertThat(info(server, "acme")).isEqualTo(200);
    }
}
