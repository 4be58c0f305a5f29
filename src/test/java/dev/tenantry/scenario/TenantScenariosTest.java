package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.security.Role;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tenant reads and decides about itself, and who may be one. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantScenariosTest {
    private static final String ALL_SCOPES = "read write profile admin";
    private TestServer server;
    private TestServer second;
    private TestTenant acme;
    private String owner;
    private String admin;
    private String viewer;
    private String stranger;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        second = server.another(vertx);
        acme = server.tenant("acme");
        owner = acme.ownerToken(ALL_SCOPES);
        admin = server.memberToken(acme, "manager", Role.ADMIN);
        viewer = server.memberToken(acme, "looker", Role.VIEWER);
        stranger = server.tenant("beta").ownerToken(ALL_SCOPES);
    }

    @AfterAll
    void stop() {
        second.close();
        server.close();
    }

    private Request asking(String method, String path, String token) {
        return server.http().request(method, path).tenant("acme").bearer(token);
    }

    @Test
    void readsDefaultsWhenNothingIsDecidedAndCountsVersionsFromThenOn() {
        var fresh = server.tenant("undecided");
        var token = fresh.ownerToken(ALL_SCOPES);
        assertThat(server.http()
                        .get("/tenants/settings")
                        .tenant("undecided")
                        .bearer(token)
                        .send()
                        .data())
                .isEqualTo(new JsonObject()
                        .put("version", 0)
                        .put("registration", "invitation")
                        .put("default_role", "user")
                        .put("locale", "en")
                        .put("time_zone", "UTC")
                        .put("support_email", ""));

        var put = (Function<Map<String, ?>, JsonObject>) body -> server.http()
                .request("PUT", "/tenants/settings")
                .tenant("undecided")
                .bearer(token)
                .json(body)
                .send()
                .data();
        var decided = put.apply(Map.of(
                "registration", "open",
                "default_role", "viewer",
                "locale", "de-CH",
                "time_zone", "Europe/Zurich",
                "support_email", "help@acme.example"));
        assertThat(decided.getInteger("version")).isEqualTo(1);
        assertThat(decided.getString("time_zone")).isEqualTo("Europe/Zurich");
        var back = put.apply(Map.of("locale", "zh-Hant-TW"));
        assertThat(back.getInteger("version")).isEqualTo(2);
        assertThat(back.getString("registration")).isEqualTo("invitation");
        assertThat(actions(fresh))
                .containsExactly("tenant.registered", "tenant.settings_changed", "tenant.settings_changed");
    }

    private List<String> actions(TestTenant tenant) {
        return TestPostgres.query(
                        server.database(),
                        "SELECT action FROM audit_events WHERE tenant_id = '" + tenant.id()
                                + "' AND object_type = 'tenant' ORDER BY id")
                .stream()
                .map(row -> row.get("action"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "registration, closed",
        "default_role, owner",
        "locale, EN_us",
        "time_zone, Mars/Base",
        "support_email, nobody",
        "unknown, x"
    })
    void refuseWhenASettingIsNotRightThenByItsName(String field, String value) {
        assertThat(asking("PUT", "/tenants/settings", owner)
                        .json(Map.of(field, value))
                        .send()
                        .wrongFields())
                .containsExactly(field);
    }

    @Test
    void showsTheNewNameOnAnotherNodeWhenATenantIsRenamed() {
        var renamed = asking("PATCH", "/tenants/info", admin)
                .json(Map.of("name", "Acme & Co"))
                .send();
        assertThat(renamed.data().getString("name")).isEqualTo("Acme & Co");
        Await.until(
                "the other node knows",
                () -> second.http()
                        .get("/tenants/info")
                        .tenant("acme")
                        .send()
                        .data()
                        .getString("name")
                        .equals("Acme & Co"));
        assertThat(asking("PATCH", "/tenants/info", admin)
                        .json(Map.of("name", " "))
                        .send()
                        .wrongFields())
                .containsExactly("name");
    }

    @Test
    void countsWhatThereIsWhenAMemberAsks() {
        var counted = asking("GET", "/tenants/statistics", viewer).send().data();
        assertThat(counted.getInteger("members")).isEqualTo(3);
        assertThat(counted.getJsonObject("members_by_role").getInteger("viewer"))
                .isEqualTo(1);
        assertThat(counted.getInteger("clients")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void refusesWhoMayNot() {
        var body = Map.of("name", "X");
        assertThat(asking("PATCH", "/tenants/info", viewer).json(body).send().code())
                .isEqualTo("permission_denied");
        assertThat(asking("PATCH", "/tenants/info", stranger).json(body).send().status())
                .isEqualTo(401);
        assertThat(asking("PATCH", "/tenants/info", acme.ownerToken("read write"))
                        .json(body)
                        .send()
                        .code())
                .isEqualTo("insufficient_scope");
        assertThat(asking("PUT", "/tenants/settings", viewer)
                        .json(Map.of())
                        .send()
                        .code())
                .isEqualTo("permission_denied");
        assertThat(asking("GET", "/tenants/settings", stranger).send().status()).isEqualTo(401);
        assertThat(asking("GET", "/tenants/statistics", stranger).send().status())
                .isEqualTo(401);
        assertThat(server.http()
                        .get("/tenants/statistics")
                        .tenant("acme")
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(asking("DELETE", "/tenants/info?confirm=acme", admin).send().code())
                .isEqualTo("permission_denied");
        assertThat(asking("DELETE", "/tenants/info?confirm=acme", stranger)
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void isNoTenantOnAnyNodeWhenItsOwnerHasDeletedIt() {
        var leaving = server.tenant("leaving");
        var token = leaving.ownerToken(ALL_SCOPES);
        var deleting = (Function<String, Answer>) query -> server.http()
                .request("DELETE", "/tenants/info" + query)
                .tenant("leaving")
                .bearer(token)
                .send();
        assertThat(deleting.apply("").wrongFields()).containsExactly("confirm");
        assertThat(deleting.apply("?confirm=acme").wrongFields()).containsExactly("confirm");
        assertThat(second.http().get("/tenants/info").tenant("leaving").send().status())
                .isEqualTo(200);

        assertThat(deleting.apply("?confirm=leaving").status()).isEqualTo(200);

        assertThat(server.http().get("/tenants/info").tenant("leaving").send().code())
                .isEqualTo("tenant_not_found");
        Await.until(
                "the other node knows",
                () -> second.http()
                                .get("/api/protected")
                                .tenant("leaving")
                                .bearer(token)
                                .send()
                                .status()
                        == 404);
        assertThat(server.http().get("/tenants/list?limit=200").send().text()).doesNotContain("\"leaving\"");
        assertThat(registering("leaving").send().code()).isEqualTo("conflict");
        assertThat(actions(leaving)).endsWith("tenant.deleted");
    }

    private Request registering(String slug) {
        return registering(server, slug);
    }

    private static Request registering(TestServer node, String slug) {
        return node.http()
                .post("/tenants/register")
                .json(Map.of(
                        "tenant_name", "Any",
                        "tenant_slug", slug,
                        "admin_username", "admin",
                        "admin_email", "admin@any.example",
                        "admin_password", TestServer.PASSWORD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operator | is a reserved word",
                "domains | is a reserved word",
                "setup | is a reserved word",
                "0perator | looks like the reserved word operator",
                "op3rat0r | looks like the reserved word operator",
                "adm1n | looks like the reserved word admin",
                "ad-min | looks like the reserved word admin",
                "adrnin | looks like the reserved word admin",
                "1ogin | looks like the reserved word login",
                "supp0rt | looks like the reserved word support",
                "vvvvvv | looks like the reserved word www",
                "xn--bcher-kva | must not have two hyphens as its third and fourth character",
                "ab--cd | must not have two hyphens as its third and fourth character",
                "Acme | must have 2 to 63",
                "a | must have 2 to 63",
                "-acme | must have 2 to 63",
                "acme- | must have 2 to 63",
                "ac_me | must have 2 to 63",
                "аcme | must have 2 to 63",
            })
    void refuseWhenNobodyCanHaveTheSlugThenWithTheReason(String slug, String reason) {
        var answer = registering(slug).send();
        assertThat(answer.code()).as("%s", answer).isEqualTo("invalid_input");
        assertThat(answer.wrongFields()).containsExactly("tenant_slug");
        assertThat(answer.json().getJsonArray("details").getJsonObject(0).getString("problem"))
                .startsWith(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"operators-club", "administration", "a-b", "4711", "shop2", "acme--shop", "www-1ogin"})
    void registerWhenASlugOnlyResemblesThenItIsFine(String slug) {
        assertThat(registering(slug).send().status()).isEqualTo(201);
    }

    @Test
    void takesAsManyTenantsAsThereIsRoomForWhenManyComeAtOnce(Vertx vertx) {
        try (var small = TestServer.start(vertx, Map.of("MAX_TENANTS", "3"));
                var other = small.another(vertx)) {
            assertThat(small.operators().id()).isNotEmpty();
            var answers = Await.result(Future.all(IntStream.range(0, 12)
                            .mapToObj(n -> registering(n % 2 == 0 ? small : other, "guest" + n)
                                    .sending())
                            .toList())
                    .map(all -> all.<Answer>list()));

            assertThat(answers.stream().filter(answer -> answer.status() == 201))
                    .hasSize(3);
            assertThat(answers.stream().filter(answer -> answer.status() != 201))
                    .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("plan_limit"));
            assertThat(TestPostgres.query(small.database(), "SELECT FROM people"))
                    .hasSize(4);
        }
    }
}
