package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What plans allow, who may see it, and what is said when a limit is reached. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanScenariosTest {
    private static final int CALLS = 30;
    private TestServer server;
    private TestServer second;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        TestPostgres.execute(
                server.database(),
                "INSERT INTO plan_limits (plan, meter, most) VALUES ('basic', 'api_calls', " + CALLS
                        + "), ('basic', 'people', 2), ('premium', 'products', NULL)");
        second = server.another(vertx);
        var tenant = server.tenant("plans");
        var token = tenant.ownerToken("read");
        Await.until("the limits are known", () -> limit(get(server, tenant, "/api/v1/plans", token), 1, "people") == 2);
    }

    @AfterAll
    void stop() {
        second.close();
        server.close();
    }

    private static Answer get(TestServer node, TestTenant tenant, String path, String token) {
        return node.http().get(path).tenant(tenant.slug()).bearer(token).send();
    }

    private static JsonObject plan(Answer answer, int number) {
        return answer.data().getJsonArray("plans").getJsonObject(number);
    }

    private static Long limit(Answer answer, int plan, String meter) {
        return plan(answer, plan).getJsonArray("limits").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("meter").equals(meter))
                .map(one -> one.getValue("most") == null ? Long.valueOf(-1) : one.getLong("most"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject meter(Answer usage, String name) {
        return usage.data().getJsonArray("meters").stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("meter").equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A tenant of that plan, known as such to both nodes. */
    private TestTenant tenant(String slug, String plan) {
        var tenant = server.tenant(slug);
        TestPostgres.execute(
                server.database(),
                "UPDATE tenants SET plan = '" + plan + "' WHERE id = '" + tenant.id() + "'",
                "INSERT INTO revocations (of_tenant, kind, subject) VALUES ('%s', 'tenant', '%s')"
                        .formatted(tenant.id(), tenant.id()));
        for (var node : List.of(server, second)) {
            Await.until(
                    "the plan is known",
                    () -> Await.result(node.interior().tenants().find(new TenantSlug(slug)))
                            .orElseThrow()
                            .plan()
                            .equals(plan));
        }
        return tenant;
    }

    private void add(TestTenant tenant, String name, Role role) {
        var context = Await.result(server.interior().tenants().find(new TenantSlug(tenant.slug())))
                .orElseThrow();
        Await.result(server.interior()
                .tenants()
                .addMember(context, name, TestServer.PASSWORD, role)
                .map("added"));
    }

    private static String token(TestTenant tenant, String scope, String username) {
        return tenant.client(scope, "password")
                .token("grant_type", "password", "username", username, "password", TestServer.PASSWORD)
                .json()
                .getString("access_token");
    }

    private long written(TestTenant tenant) {
        return TestPostgres.query(
                        server.database(), "SELECT used FROM usage_periods WHERE tenant_id = '" + tenant.id() + "'")
                .stream()
                .mapToLong(row -> Long.parseLong(String.valueOf(row.get("used"))))
                .sum();
    }

    @Test
    void listsThePlansWhenAViewerAsks() {
        var tenant = server.tenant("listing");
        add(tenant, "viewer", Role.VIEWER);

        var answer = get(server, tenant, "/api/v1/plans", token(tenant, "read", "viewer"));

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.data().getJsonArray("plans").stream().map(plan -> ((JsonObject) plan).getString("name")))
                .containsExactly("free", "basic", "premium", "enterprise");
        assertThat(plan(answer, 0).getInteger("requests_per_minute")).isEqualTo(3000);
        assertThat(plan(answer, 0).getInteger("burst")).isEqualTo(200);
        assertThat(limit(answer, 0, "people")).isEqualTo(10);
        assertThat(limit(answer, 0, "products")).isEqualTo(1_000);
        assertThat(limit(answer, 2, "products")).isEqualTo(-1);
        assertThat(limit(answer, 3, "api_calls")).isEqualTo(-1);
    }

    @Test
    void refusesWhoMayNotSeeIt() {
        var tenant = server.tenant("refusing");
        var other = server.tenant("refused");
        add(tenant, "user", Role.USER);
        var user = token(tenant, "read", "user");

        assertThat(get(server, tenant, "/api/v1/usage", user).status()).isEqualTo(403);
        assertThat(get(server, tenant, "/api/v1/usage", tenant.ownerToken("profile"))
                        .code())
                .isEqualTo("insufficient_scope");
        for (var path : List.of("/api/v1/usage", "/api/v1/plans")) {
            assertThat(get(server, tenant, path, other.ownerToken("read")).status())
                    .isEqualTo(401);
            assertThat(server.http().get(path).tenant(tenant.slug()).send().status())
                    .isEqualTo(401);
        }
    }

    @Test
    void tellsWhatIsUsedWhenAnOwnerAsks() {
        var tenant = server.tenant("using");
        add(tenant, "viewer", Role.VIEWER);
        var token = tenant.ownerToken("read write");
        for (var sku : List.of("a", "b")) {
            server.http()
                    .post("/api/v1/products")
                    .tenant(tenant.slug())
                    .bearer(token)
                    .json(Map.of("sku", sku, "name", "One", "price_cents", 1))
                    .send();
        }

        var usage = get(server, tenant, "/api/v1/usage", token);

        assertThat(usage.status()).as("%s", usage).isEqualTo(200);
        assertThat(usage.data().getString("plan")).isEqualTo("free");
        assertThat(meter(usage, "people").getLong("used")).isEqualTo(2);
        assertThat(meter(usage, "people").getValue("resets_at")).isNull();
        assertThat(meter(usage, "products").getLong("used")).isEqualTo(2);
        assertThat(meter(usage, "products").getLong("limit")).isEqualTo(1_000);
        // The registration of the client by the owner, two products and this.
        assertThat(meter(usage, "api_calls").getLong("used")).isEqualTo(4);
        assertThat(Instant.parse(meter(usage, "api_calls").getString("resets_at")))
                .isEqualTo(monthsEnd());
    }

    private static Instant monthsEnd() {
        return YearMonth.now(ZoneOffset.UTC)
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    @Test
    void addsNobodyWhenThePlanAllowsNoMorePeopleUntilOneIsRemoved() {
        var tenant = tenant("peopled", "basic");
        add(tenant, "one", Role.USER);

        assertThat(Await.result(server.interior()
                        .tenants()
                        .find(new TenantSlug("peopled"))
                        .compose(found -> server.interior()
                                .tenants()
                                .addMember(found.orElseThrow(), "two", TestServer.PASSWORD, Role.USER))
                        .map("added")
                        .otherwise(failure -> String.valueOf(failure.getMessage()))))
                .isEqualTo("The plan basic allows 2 people; there are 2");

        var token = tenant.ownerToken("read admin");
        var users = get(server, tenant, "/tenants/users", token).data().getJsonArray("items");
        assertThat(users).hasSize(2);
        assertThat(server.http()
                        .request(
                                "DELETE",
                                "/tenants/users/" + users.getJsonObject(0).getString("id"))
                        .tenant(tenant.slug())
                        .bearer(token)
                        .send()
                        .status())
                .isEqualTo(200);
        add(tenant, "two", Role.USER);
    }

    @Test
    void refusesCallsWhenTheMonthsAreUsedUpOnEveryNode() {
        var tenant = tenant("calling", "basic");
        var token = tenant.ownerToken("read");
        var others = server.tenant("calling-too").ownerToken("read");
        Answer answer;
        long let = 0;
        do {
            answer = get(server, tenant, "/api/protected", token);
            let += answer.status() == 200 ? 1 : 0;
        } while (answer.status() == 200);

        // The registration of the client has been the first.
        assertThat(let).isEqualTo(CALLS - 1);
        assertThat(answer.status()).as("%s", answer).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("quota_exceeded");
        assertThat(answer.json().getJsonArray("details").stream()
                        .map(detail -> ((JsonObject) detail).getString("field") + " "
                                + ((JsonObject) detail).getString("problem")))
                .containsExactly(
                        "meter api_calls",
                        "plan basic",
                        "limit " + CALLS,
                        "usage " + CALLS,
                        "resets_at " + monthsEnd());
        var untilThen = monthsEnd().getEpochSecond() - Instant.now().getEpochSecond();
        assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(untilThen - 5, untilThen + 5);
        assertThat(answer.header("RateLimit")).contains("\"api_calls\";r=0;t=");
        assertThat(answer.header("RateLimit-Policy")).contains("\"api_calls\";q=" + CALLS + ";w=");

        Await.until(
                "the other node has heard",
                () -> get(second, tenant, "/api/protected", token).status() == 429);
        assertThat(server.http()
                        .get("/api/protected")
                        .tenant("calling-too")
                        .bearer(others)
                        .send()
                        .status())
                .isEqualTo(200);
        // Who pays for more goes on at once.
        tenantPlan(tenant, "premium");
        Await.until(
                "it goes on", () -> get(server, tenant, "/api/protected", token).status() == 200);
    }

    private void tenantPlan(TestTenant tenant, String plan) {
        TestPostgres.execute(
                server.database(),
                "UPDATE tenants SET plan = '" + plan + "' WHERE id = '" + tenant.id() + "'",
                "INSERT INTO revocations (of_tenant, kind, subject) VALUES ('%s', 'tenant', '%s')"
                        .formatted(tenant.id(), tenant.id()));
    }

    @Test
    void sumsTheCallsOfAllNodesAndLosesNoneWhenANodeStops(Vertx vertx) {
        var tenant = server.tenant("summing");
        var token = tenant.ownerToken("read");
        var third = server.another(vertx);
        for (int n = 0; n < 10; n++) {
            assertThat(get(second, tenant, "/api/protected", token).status()).isEqualTo(200);
            assertThat(get(third, tenant, "/api/protected", token).status()).isEqualTo(200);
        }

        third.close();

        assertThat(written(tenant)).isGreaterThanOrEqualTo(10);
        Await.until("all is written", () -> written(tenant) == 21);
    }
}
