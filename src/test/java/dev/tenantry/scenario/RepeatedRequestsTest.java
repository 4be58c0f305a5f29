package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What comes again, and what meets a row that somebody else has changed: ETag, If-Match, Idempotency-Key. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedRequestsTest {
    private static final String PRODUCTS = "/api/v1/products";
    private TestServer server;
    private TestServer second;
    private TestTenant tenant;
    private String token;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of("POSTGRES_POOL_SIZE", "8"));
        second = server.another(vertx);
        tenant = server.tenant("again");
        token = tenant.ownerToken("read write admin");
    }

    @AfterAll
    void stop() {
        second.close();
        server.close();
    }

    private Request request(String method, String path) {
        return server.http().request(method, path).tenant(tenant.slug()).bearer(token);
    }

    private static Map<String, Object> product(String sku, String name) {
        return Map.of("sku", sku, "name", name, "price_cents", 100);
    }

    /** The path of a new product, in version 1. */
    private String made(String sku) {
        var answer = request("POST", PRODUCTS).json(product(sku, "Chair")).send();
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        return answer.header("Location");
    }

    private Answer put(String path, String ifMatch, String name) {
        return request("PUT", path)
                .header("If-Match", ifMatch)
                .json(product("sku-of-" + path.substring(path.length() - 8), name))
                .send();
    }

    private static List<Answer> together(int times, Supplier<Request> request) {
        return Await.result(Future.all(Stream.generate(request)
                        .limit(times)
                        .map(Request::sending)
                        .toList())
                .map(all -> all.<Answer>list()));
    }

    @Test
    void tellsTheVersionWhenARowIsReadAndSaysSoWhenItIsKnownAlready() {
        var path = made("read");

        var read = request("GET", path).send();

        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        assertThat(read.data().getInteger("version")).isEqualTo(1);
        for (var known : List.of("\"1\"", "W/\"1\"", "\"0\", \"1\"", "*")) {
            var again = request("GET", path).header("If-None-Match", known).send();
            assertThat(again.status()).as(known).isEqualTo(304);
            assertThat(again.text()).isEmpty();
            assertThat(again.header("ETag")).isEqualTo("\"1\"");
        }
        for (var other : List.of("\"2\"", "1", "")) {
            assertThat(request("GET", path)
                            .header("If-None-Match", other)
                            .send()
                            .status())
                    .as(other)
                    .isEqualTo(200);
        }
    }

    @Test
    void changesARowOnlyWhenItIsInTheVersionThatIsNamed() {
        var path = made("named");

        assertThat(put(path, "\"1\"", "Second").header("ETag")).isEqualTo("\"2\"");
        for (var stale : List.of("\"1\"", "W/\"2\"", "\"02\"", "\"99999999999\"", "\"no-version\"", "\"1\", \"3\"")) {
            var refused = put(path, stale, "Stale");
            assertThat(refused.status()).as(stale).isEqualTo(412);
            assertThat(refused.code()).isEqualTo("precondition_failed");
        }
        for (var malformed : List.of("2", "\"2", "\"1\" \"2\"", "", "*, \"2\"", "w/\"2\"")) {
            assertThat(put(path, malformed, "Malformed").wrongFields())
                    .as(malformed)
                    .containsExactly("If-Match");
        }
        assertThat(request("GET", path).send().data().getString("name")).isEqualTo("Second");
        assertThat(put(path, "\"7\" ,, \"2\"", "Third").header("ETag")).isEqualTo("\"3\"");
        assertThat(put(path, "*", "Fourth").header("ETag")).isEqualTo("\"4\"");
    }

    @Test
    void takesARowAwayOnlyWhenItIsInTheVersionThatIsNamed() {
        var path = made("taken");

        assertThat(request("DELETE", path).header("If-Match", "\"2\"").send().status())
                .isEqualTo(412);
        assertThat(request("DELETE", path).header("If-Match", "\"1\"").send().status())
                .isEqualTo(200);
        assertThat(request("DELETE", path).header("If-Match", "\"1\"").send().status())
                .isEqualTo(404);
        assertThat(put(path, "*", "Gone").status()).isEqualTo(404);
    }

    @Test
    void changesARowOnceWhenTwoHaveReadTheSameVersion() {
        for (int round = 0; round < 10; round++) {
            var path = made("race-" + round);

            var answers = together(
                    2, () -> request("PUT", path).header("If-Match", "\"1\"").json(product("race-" + path, "Mine")));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 412);
        }
    }

    @Test
    void changesAStoreAndWhatLiesInItOnlyWhenTheyAreInTheVersionThatIsNamed() {
        var store = request("POST", "/api/v1/stores")
                .json(Map.of("code", "main", "name", "Main"))
                .send()
                .header("Location");
        var item = request("POST", store + "/items")
                .json(Map.of("name", "Chair", "quantity", 1))
                .send()
                .header("Location");

        for (var path : List.of(item, store)) {
            var body =
                    path.equals(store) ? Map.of("code", "main", "name", "New") : Map.of("name", "New", "quantity", 2);
            assertThat(request("GET", path).send().header("ETag")).isEqualTo("\"1\"");
            assertThat(request("PUT", path)
                            .header("If-Match", "\"2\"")
                            .json(body)
                            .send()
                            .status())
                    .isEqualTo(412);
            assertThat(request("PUT", path)
                            .header("If-Match", "\"1\"")
                            .json(body)
                            .send()
                            .header("ETag"))
                    .isEqualTo("\"2\"");
            assertThat(request("DELETE", path)
                            .header("If-Match", "\"1\"")
                            .send()
                            .status())
                    .isEqualTo(412);
            assertThat(request("DELETE", path)
                            .header("If-Match", "\"2\"")
                            .send()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void changesARoleOnceWhenTwoHaveReadTheSameVersionAndDeletesItOnlyInTheOneThatIsNamed() {
        var made = request("POST", "/api/v1/roles").json(role("clerk-0")).send();
        var path = made.header("Location");
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        for (int version = 1; version <= 5; version++) {
            var tag = "\"" + version + "\"";
            assertThat(request("GET", path).send().header("ETag")).isEqualTo(tag);
            var names = Stream.of("one-" + version, "other-" + version).iterator();

            var answers = together(
                    2, () -> request("PUT", path).header("If-Match", tag).json(role(names.next())));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 412);
            assertThat(answers).extracting(Answer::code).contains("precondition_failed");
            var done = answers.stream()
                    .filter(answer -> answer.status() == 200)
                    .findFirst()
                    .orElseThrow();
            assertThat(done.header("ETag")).isEqualTo("\"" + (version + 1) + "\"");
            assertThat(request("GET", path).send().data()).isEqualTo(done.data());
        }
        assertThat(request("DELETE", path).header("If-Match", "\"5\"").send().code())
                .isEqualTo("precondition_failed");
        assertThat(request("GET", path).send().header("ETag")).isEqualTo("\"6\"");
        assertThat(request("DELETE", path).header("If-Match", "\"6\"").send().status())
                .isEqualTo(200);
        assertThat(request("DELETE", path).header("If-Match", "\"6\"").send().status())
                .isEqualTo(404);
        assertThat(request("PUT", path)
                        .header("If-Match", "*")
                        .json(role("gone"))
                        .send()
                        .status())
                .isEqualTo(404);
    }

    private static Map<String, Object> role(String name) {
        return Map.of("name", name, "permissions", List.of("product.read"));
    }

    @Test
    void decidesTheSettingsOnceWhenTwoHaveReadTheSameVersion() {
        var path = "/tenants/settings";
        assertThat(deciding("\"1\"", "de").send().code())
                .as("nothing is decided")
                .isEqualTo("precondition_failed");
        for (int version = 0; version < 5; version++) {
            var tag = "\"" + version + "\"";
            assertThat(request("GET", path).send().header("ETag")).isEqualTo(tag);
            var locales = Stream.of("de", "fr").iterator();

            var answers = together(2, () -> deciding(tag, locales.next()));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 412);
            assertThat(answers).extracting(Answer::code).contains("precondition_failed");
            var done = answers.stream()
                    .filter(answer -> answer.status() == 200)
                    .findFirst()
                    .orElseThrow();
            assertThat(done.header("ETag")).isEqualTo("\"" + (version + 1) + "\"");
            assertThat(request("GET", path).send().data()).isEqualTo(done.data());
        }
        assertThat(deciding("\"0\"", "it").send().status()).isEqualTo(412);
        assertThat(deciding("\"0\", \"5\"", "it").send().header("ETag")).isEqualTo("\"6\"");
        assertThat(deciding("*", "en").send().header("ETag")).isEqualTo("\"7\"");
        assertThat(request("PUT", path).json(Map.of()).send().header("ETag")).isEqualTo("\"8\"");
    }

    private Request deciding(String ifMatch, String locale) {
        return request("PUT", "/tenants/settings").header("If-Match", ifMatch).json(Map.of("locale", locale));
    }

    @Test
    void refusesAConditionWhenTheRouteKnowsNoVersions() {
        var admin = tenant.ownerToken("read write admin");
        var store = server.http()
                .post("/api/v1/stores")
                .tenant("again")
                .bearer(admin)
                .json(Map.of("code", "unversioned", "name", "Main"))
                .send()
                .header("Location");

        var refused = server.http()
                .request("POST", store + "/people")
                .tenant("again")
                .bearer(admin)
                .header("If-Match", "*")
                .json(Map.of("person_id", UUID.randomUUID().toString()))
                .send();

        assertThat(refused.code()).isEqualTo("precondition_failed");
    }

    private Request creating(String key, String sku) {
        return request("POST", PRODUCTS).header("Idempotency-Key", key).json(product(sku, "Chair"));
    }

    private int count(String sku) {
        var rows = TestPostgres.query(
                server.database(), "SELECT count(*)::int AS n FROM products WHERE sku = '" + sku + "'");
        return Integer.parseInt(rows.get(0).get("n"));
    }

    @Test
    void makesOneRowAndAnswersAlikeWhenTheSameRequestComesManyTimesAtOnce() {
        var answers = together(20, () -> creating("at once", "once"));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(Answer::text)
                .hasSize(20)
                .containsOnly(answers.get(0).text());
        assertThat(answers)
                .extracting(answer -> answer.header("Location"))
                .containsOnly(answers.get(0).header("Location"));
        assertThat(answers).extracting(answer -> answer.header("ETag")).containsOnly("\"1\"");
        assertThat(count("once")).isEqualTo(1);
    }

    @Test
    void answersAsTheFirstTimeWhenTheRequestComesAgainLaterAtAnotherNodeOrByAnotherPath() {
        var first = creating("later", "later").send();
        assertThat(request("DELETE", first.header("Location")).send().status()).isEqualTo(200);

        var again = second.http()
                .post("/tenants/again" + PRODUCTS)
                .bearer(token)
                .header("Idempotency-Key", "later")
                .json("{\"price_cents\":100, \"name\":\"Chair\", \"sku\":\"later\"}")
                .send();

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(count("later")).isEqualTo(1);
    }

    @Test
    void refusesAKeyWhenItComesWithAnotherRequest() {
        assertThat(creating("reused", "reused").send().status()).isEqualTo(201);

        var other = creating("reused", "another").send();

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency_key_reused");
        assertThat(count("another")).isZero();
    }

    @Test
    void refusesAKeyWhenItIsNone() {
        for (var key : List.of("", "x".repeat(256), "a\tb", "k\u00e9y")) {
            assertThat(creating(key, "keyless").send().wrongFields()).as(key).containsExactly("Idempotency-Key");
        }
        assertThat(creating("one", "keyless")
                        .header("Idempotency-Key", "two")
                        .send()
                        .status())
                .isEqualTo(400);
        assertThat(count("keyless")).isZero();
        assertThat(creating("x".repeat(255), "keyless").send().status()).isEqualTo(201);
    }

    @Test
    void keepsNothingWhenTheRequestFails() {
        made("failing");
        assertThat(creating("failed", "failing").send().code()).isEqualTo("conflict");

        assertThat(creating("failed", "not failing").send().status()).isEqualTo(201);
    }

    @Test
    void keepsKeysApartWhenTheyAreOfOtherPeopleOrTenants() {
        var other = server.tenant("again-other");
        var service = tenant.serviceToken("read write");
        var mine = creating("shared", "shared-1").send();

        var services = server.http()
                .post(PRODUCTS)
                .tenant("again")
                .bearer(service)
                .header("Idempotency-Key", "shared")
                .json(product("shared-2", "Chair"))
                .send();
        var others = server.http()
                .post(PRODUCTS)
                .tenant("again-other")
                .bearer(other.ownerToken("read write"))
                .header("Idempotency-Key", "shared")
                .json(product("shared-1", "Chair"))
                .send();

        assertThat(List.of(mine, services, others)).extracting(Answer::status).containsOnly(201);
        assertThat(others.text()).isNotEqualTo(mine.text());
    }

    @Test
    void showsNothingOfTheAnswerWhenTheTableIsReadAndForgetsWhatHasExpired() {
        var first = creating("expiring", "expiring").send();
        var id = first.data().getString("id");
        var kept =
                "SELECT count(*)::int AS n FROM idempotency_keys WHERE position(convert_to('%s', 'UTF8') IN answer) > 0";
        assertThat(TestPostgres.query(server.database(), kept.formatted(id))
                        .get(0)
                        .get("n"))
                .isEqualTo("0");
        assertThat(request("DELETE", "/api/v1/products/" + id).send().status()).isEqualTo(200);

        TestPostgres.execute(server.database(), "UPDATE idempotency_keys SET expires_at = now() - interval '1 second'");

        assertThat(creating("expiring", "expiring").send().text()).isNotEqualTo(first.text());
        assertThat(creating("sweeping", "sweeping").send().status()).isEqualTo(201);
        assertThat(TestPostgres.query(
                                server.database(),
                                "SELECT count(*)::int AS n FROM idempotency_keys WHERE expires_at < now() AND tenant_id = '"
                                        + tenant.id() + "'")
                        .get(0)
                        .get("n"))
                .isEqualTo("0");
    }
}
