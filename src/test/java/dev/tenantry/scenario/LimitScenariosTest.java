package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestClient;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** How often a secret may be tried: rows A47 and A70, over nodes, restarts and tenants. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitScenariosTest {
    private static final int ACCOUNT = 10;
    private static final int CLIENT = 12;
    private TestServer server;
    private TestServer second;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        second = server.another(vertx);
    }

    @AfterAll
    void stop() {
        second.close();
        server.close();
    }

    private static Request login(TestServer node, String tenant, String name, String password) {
        return node.http().post("/oauth/login").tenant(tenant).json(Map.of("username", name, "password", password));
    }

    private static Request grant(TestServer node, TestClient app, String name, String password) {
        return token(node, app, app.secret(), "grant_type", "password", "username", name, "password", password);
    }

    private static Request service(TestServer node, TestClient app, String secret) {
        return token(node, app, secret, "grant_type", "client_credentials");
    }

    private static Request token(TestServer node, TestClient app, String secret, String... parameters) {
        var tenant =
                new TestTenant(node.http(), app.tenant().slug(), app.tenant().id());
        return new TestClient(tenant, app.id(), secret).asking(parameters);
    }

    private static List<Answer> together(int times, IntFunction<Request> request) {
        return Await.result(Future.all(IntStream.range(0, times)
                        .mapToObj(n -> request.apply(n).sending())
                        .toList())
                .map(all -> all.<Answer>list()));
    }

    private static void fail(int times, TestServer node, String tenant, String name) {
        IntStream.range(0, times)
                .forEach(n -> assertThat(
                                login(node, tenant, name, "wrong " + n).send().code())
                        .isEqualTo("invalid_credentials"));
    }

    private static void assertLimited(Answer answer, String code, int longestSeconds) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(429);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, longestSeconds);
    }

    @Test
    void locksTheAccountForEveryWayInWhenItsPasswordWasWrongTooOften(Vertx vertx) {
        var acme = server.tenant("locked");
        var beta = server.tenant("unlocked");
        var app = acme.client("read", "password");
        fail(ACCOUNT / 2, server, "locked", "ADMIN");
        fail(ACCOUNT / 2, second, "locked", "admin@locked.example");

        assertLimited(login(server, "locked", "admin", TestServer.PASSWORD).send(), "rate_limited", 900);
        assertLimited(grant(second, app, "admin", TestServer.PASSWORD).send(), "temporarily_unavailable", 900);
        assertLimited(login(server, "locked", "admin@locked.example", "x").send(), "rate_limited", 900);
        assertThat(login(server, beta.slug(), "admin", TestServer.PASSWORD)
                        .send()
                        .status())
                .as("the same name in another tenant")
                .isEqualTo(200);
        try (var restarted = server.another(vertx)) {
            assertLimited(
                    login(restarted, "locked", "admin", TestServer.PASSWORD).send(), "rate_limited", 900);
        }

        TestPostgres.execute(server.database(), "UPDATE attempts SET expires_at = now()");
        assertThat(login(server, "locked", "admin", TestServer.PASSWORD).send().status())
                .as("when the time is over")
                .isEqualTo(200);
    }

    @Test
    void answersTheSameWhenNobodyHasTheName() {
        server.tenant("nobody");
        for (int n = 0; n < ACCOUNT; n++) {
            var unknown = login(server, "nobody", "ghost", "wrong").send();
            var known = login(server, "nobody", "admin", "wrong").send();
            assertThat(said(unknown)).isEqualTo(said(known)).startsWith("401");
        }

        var unknown = login(server, "nobody", "ghost", "wrong").send();
        var known = login(server, "nobody", "admin", "wrong").send();
        assertLimited(unknown, "rate_limited", 900);
        assertThat(said(unknown)).isEqualTo(said(known));
        assertThat(login(server, "nobody", "other", "wrong").send().status()).isEqualTo(401);
    }

    /** Without what is another each time. */
    private static String said(Answer answer) {
        var body = answer.json();
        assertThat(body.remove("request_id")).isNotNull();
        return answer.status() + body.encode();
    }

    @Test
    void triesNoMorePasswordsThanTheLimitWhenManyComeAtOnceOnTwoNodes() {
        server.tenant("storm");

        var answers = together(50, n -> login(n % 2 == 0 ? server : second, "storm", "admin", "wrong " + n));

        assertThat(answers).extracting(Answer::status).containsOnly(401, 429);
        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(ACCOUNT);
        assertLimited(login(server, "storm", "admin", TestServer.PASSWORD).send(), "rate_limited", 900);
    }

    @Test
    void letsAllInWhenManyComeAtOnceWithTheRightPassword() {
        server.tenant("crowd");

        assertThat(together(40, n -> login(server, "crowd", "admin", TestServer.PASSWORD)))
                .extracting(Answer::status)
                .containsOnly(200);
        assertThat(TestPostgres.query(
                        server.database(),
                        "SELECT failures FROM attempts a JOIN tenants t ON t.id = a.tenant_id WHERE slug = 'crowd'"))
                .allSatisfy(row -> assertThat(row.get("failures")).isEqualTo("0"));
    }

    @Test
    void countsOnWhenTheOwnerSignsInBetween() {
        server.tenant("between");
        fail(ACCOUNT - 1, server, "between", "admin");
        for (int n = 0; n < 3; n++) {
            assertThat(login(server, "between", "admin", TestServer.PASSWORD)
                            .send()
                            .status())
                    .isEqualTo(200);
        }
        fail(1, server, "between", "admin");

        assertLimited(login(server, "between", "admin", TestServer.PASSWORD).send(), "rate_limited", 900);
    }

    @Test
    void countsWhenTheCurrentPasswordIsGuessedAtItsChange() {
        var house = server.tenant("inside");
        var token = house.ownerToken("write");
        Request guess = server.http()
                .post("/api/auth/password")
                .tenant("inside")
                .bearer(token)
                .json(Map.of("current_password", "wrong", "new_password", "battery staple"));
        for (int n = 0; n < ACCOUNT; n++) {
            assertThat(guess.send().code()).isEqualTo("invalid_credentials");
        }

        assertLimited(guess.send(), "rate_limited", 900);
        assertLimited(login(server, "inside", "admin", TestServer.PASSWORD).send(), "rate_limited", 900);
    }

    @Test
    void refusesMoreGuessesWhenAClientsSecretWasWrongTooOften() {
        var acme = server.tenant("clients");
        var beta = server.tenant("others");
        var app = acme.client("read", "client_credentials");
        var other = acme.client("read", "client_credentials");
        var strange = new TestClient(acme, UUID.randomUUID().toString(), "tnc_wrong");
        for (int n = 0; n < CLIENT; n++) {
            var node = n % 2 == 0 ? server : second;
            var known = service(node, app, "tnc_wrong").send();
            assertThat(known.code()).isEqualTo("invalid_client");
            assertThat(service(node, strange, "tnc_wrong").send().text()).isEqualTo(known.text());
        }

        assertLimited(service(second, app, "tnc_wrong").send(), "temporarily_unavailable", 60);
        assertLimited(service(server, strange, "tnc_wrong").send(), "temporarily_unavailable", 60);
        assertThat(service(server, app, app.secret()).send().status()).isEqualTo(200);
        assertThat(service(server, other, "tnc_wrong").send().status()).isEqualTo(401);
        assertThat(service(server, new TestClient(beta, app.id(), "x"), "tnc_wrong")
                        .send()
                        .status())
                .as("the same id in another tenant")
                .isEqualTo(401);
    }

    @Test
    void answersNoMoreGuessesThanTheLimitWhenManyComeAtOnce() {
        var app = server.tenant("burst").client("read", "client_credentials");

        var answers = together(50, n -> service(n % 2 == 0 ? server : second, app, "tnc_wrong"));

        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(CLIENT);
        assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSize(50 - CLIENT);
    }

    @Test
    void writesNothingWhenAClientHasTheRightSecret() {
        var app = server.tenant("quiet").client("read", "client_credentials");
        TestPostgres.execute(server.database(), "DELETE FROM attempts");

        assertThat(service(server, app, app.secret()).send().status()).isEqualTo(200);

        assertThat(TestPostgres.query(
                        server.database(),
                        "SELECT 1 FROM attempts a JOIN tenants t ON t.id = a.tenant_id WHERE slug = 'quiet'"))
                .isEmpty();
    }

    @Test
    void forgetsExpiredTriesWhenAnotherIsWrong() {
        server.tenant("tidy");
        fail(1, server, "tidy", "one");
        TestPostgres.execute(
                server.database(),
                "UPDATE attempts SET expires_at = now() - interval '1 s' "
                        + "WHERE tenant_id = (SELECT id FROM tenants WHERE slug = 'tidy')");
        fail(1, server, "tidy", "two");

        assertThat(TestPostgres.query(
                        server.database(),
                        "SELECT 1 FROM attempts a JOIN tenants t ON t.id = a.tenant_id WHERE slug = 'tidy'"))
                .hasSize(1);
    }
}
