package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a plan limits is counted exactly, on however many nodes it is added at once. */
@ExtendWith(VertxExtension.class)
class QuotaTest {
    private static final int LIMIT = 100;
    private static final String PATH = "/api/v1/products";
    static TestServer server;
    static TestServer other;

    @BeforeAll
    static void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        TestPostgres.execute(
                server.database(),
                "INSERT INTO plan_limits (plan, meter, most) VALUES ('free', 'products', " + LIMIT + ")");
        other = server.another(vertx);
        var tenant = server.tenant("first");
        var token = tenant.ownerToken("read");
        Await.until("the limit is known", () -> productLimit(tenant, token) == LIMIT);
    }

    @AfterAll
    static void stop() {
        other.close();
        server.close();
    }

    private static long productLimit(TestTenant tenant, String token) {
        return server
                .http()
                .get("/api/v1/plans")
                .tenant(tenant.slug())
                .bearer(token)
                .send()
                .data()
                .getJsonArray("plans")
                .getJsonObject(0)
                .getJsonArray("limits")
                .stream()
                .map(JsonObject.class::cast)
                .filter(limit -> limit.getString("meter").equals("products"))
                .mapToLong(limit -> limit.getLong("most"))
                .findFirst()
                .orElseThrow();
    }

    private static Future<Http.Answer> creating(Http http, TestTenant tenant, String token, String sku) {
        return http.post(PATH)
                .tenant(tenant.slug())
                .bearer(token)
                .json(Map.of("sku", sku, "name", "One", "price_cents", 1))
                .sending();
    }

    private static Http.Answer create(TestTenant tenant, String token, String sku) {
        return Await.result(creating(server.http(), tenant, token, sku));
    }

    private static Http.Answer delete(TestTenant tenant, String token, String id) {
        return server.http()
                .request("DELETE", PATH + "/" + id)
                .tenant(tenant.slug())
                .bearer(token)
                .send();
    }

    private static Map<Integer, Long> statuses(List<Http.Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Http.Answer::status, Collectors.counting()));
    }

    private static long used(TestTenant tenant) {
        return TestPostgres.query(
                        server.database(),
                        "SELECT used FROM usage WHERE meter = 'products' AND tenant_id = '" + tenant.id() + "'")
                .stream()
                .mapToLong(row -> Long.parseLong(String.valueOf(row.get("used"))))
                .sum();
    }

    private static void fill(TestTenant tenant, int used) {
        TestPostgres.execute(
                server.database(),
                "INSERT INTO usage (tenant_id, meter, used) VALUES ('%s', 'products', %d)"
                        .formatted(tenant.id(), used));
    }

    @Test
    void createWhenTwoHundredComeAtOnceThenExactlyTheLimitSucceeds() {
        var tenant = server.tenant("parallel");
        var token = tenant.ownerToken("read write");

        var answers = Await.result(Future.all(IntStream.range(0, 2 * LIMIT)
                        .mapToObj(n -> creating(server.http(), tenant, token, "p-" + n))
                        .toList()))
                .<Http.Answer>list();

        assertThat(statuses(answers)).isEqualTo(Map.of(201, 100L, 403, 100L));
        assertThat(answers.stream().filter(answer -> answer.status() == 403))
                .allMatch(answer -> answer.code().equals("plan_limit"));
        assertThat(used(tenant)).isEqualTo(LIMIT);
    }

    @Test
    void createWhenTwoHundredComeAtOnceToTwoNodesThenExactlyTheLimitSucceeds() {
        var tenant = server.tenant("two-nodes");
        var token = tenant.ownerToken("read write");

        var answers = Await.result(Future.all(IntStream.range(0, 2 * LIMIT)
                        .mapToObj(n -> creating((n % 2 == 0 ? server : other).http(), tenant, token, "p-" + n))
                        .toList()))
                .<Http.Answer>list();

        assertThat(statuses(answers)).isEqualTo(Map.of(201, 100L, 403, 100L));
        assertThat(TestPostgres.query(
                        server.database(), "SELECT id FROM products WHERE tenant_id = '" + tenant.id() + "'"))
                .hasSize(LIMIT);
    }

    @Test
    void createWhenOneWasDeletedThenThereIsRoomForOne() {
        var tenant = server.tenant("room");
        var token = tenant.ownerToken("read write");
        fill(tenant, LIMIT - 1);
        var last = create(tenant, token, "last");
        assertThat(last.status()).isEqualTo(201);
        assertThat(create(tenant, token, "more").code()).isEqualTo("plan_limit");

        var id = last.data().getString("id");
        assertThat(delete(tenant, token, id).status()).isEqualTo(200);
        assertThat(delete(tenant, token, id).status()).isEqualTo(404);

        assertThat(create(tenant, token, "again").status()).isEqualTo(201);
        assertThat(create(tenant, token, "more").code()).isEqualTo("plan_limit");
    }

    @Test
    void createWhenItFailsThenItDoesNotCount() {
        var tenant = server.tenant("failing");
        var token = tenant.ownerToken("read write");
        assertThat(create(tenant, token, "taken").status()).isEqualTo(201);

        assertThat(create(tenant, token, "taken").status()).isEqualTo(409);
        assertThat(create(tenant, token, "").status()).isEqualTo(400);

        assertThat(used(tenant)).isEqualTo(1);
    }

    @Test
    void migrateWhenThereAreRowsAlreadyThenTheyAreCounted() throws IOException {
        var tenant = server.tenant("older");
        var token = tenant.ownerToken("read write");
        for (int n = 0; n < 3; n++) {
            assertThat(create(tenant, token, "o-" + n).status()).isEqualTo(201);
        }
        TestPostgres.execute(server.database(), "CREATE TABLE kept AS TABLE usage", "DELETE FROM usage");

        TestPostgres.execute(
                server.database(),
                migration("product/tenant/V202611211531__product_usage.sql"),
                migration("access/tenant/V202611211532__access_people_usage.sql"));

        assertThat(used(tenant)).isEqualTo(3);
        assertThat(TestPostgres.query(
                        server.database(),
                        "SELECT used FROM usage WHERE meter = 'people' AND tenant_id = '" + tenant.id() + "'"))
                .containsExactly(Map.of("used", "1"));
        assertThat(TestPostgres.query(
                        server.database(),
                        "SELECT relname FROM pg_class WHERE relname IN ('usage', 'products', 'memberships')"
                                + " AND relkind = 'r' AND NOT relforcerowsecurity"))
                .isEmpty();
        TestPostgres.execute(server.database(), "DELETE FROM usage", "INSERT INTO usage TABLE kept", "DROP TABLE kept");
    }

    private static String migration(String name) throws IOException {
        return Files.readString(Path.of("src/main/resources/db", name));
    }

    @Test
    void createWhenTheLimitFellBelowWhatThereIsThenOnlyMoreIsRefused() {
        var tenant = server.tenant("lowered");
        var token = tenant.ownerToken("read write");
        var kept = create(tenant, token, "kept").data().getString("id");
        TestPostgres.execute(
                server.database(),
                "UPDATE usage SET used = 150 WHERE meter = 'products' AND tenant_id = '" + tenant.id() + "'");

        var refused = create(tenant, token, "more");

        assertThat(refused.json().getString("error")).isEqualTo("The plan free allows 100 products; there are 150");
        assertThat(refused.json().getJsonArray("details").stream()
                        .map(detail -> ((JsonObject) detail).getString("field") + " "
                                + ((JsonObject) detail).getString("problem")))
                .containsExactly("meter products", "plan free", "limit 100", "usage 150");
        assertThat(delete(tenant, token, kept).status()).isEqualTo(200);
        assertThat(used(tenant)).isEqualTo(149);
    }
}
