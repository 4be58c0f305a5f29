package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** How often one address may fail and register, whoever it says it is. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddressLimitScenariosTest {
    private static final String SLUG = "acme";
    private TestServer server;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(
                vertx,
                Map.of(
                        "ADDRESS_FAILURES_PER_MINUTE", "5",
                        "ADDRESS_REGISTRATIONS_PER_HOUR", "3",
                        "TRUSTED_PROXIES", "127.0.0.1"));
        assertThat(server.tenant(SLUG).id()).isNotEmpty();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Request login(String address, String name, String password) {
        return server.http()
                .post("/oauth/login")
                .tenant(SLUG)
                .header("X-Forwarded-For", address)
                .json(Map.of("username", name, "password", password));
    }

    private Request registration(String address, String slug) {
        return server.http()
                .post("/tenants/register")
                .header("X-Forwarded-For", address)
                .json(Map.of(
                        "tenant_name", "A tenant",
                        "tenant_slug", slug,
                        "admin_username", "admin",
                        "admin_email", "admin@acme.example",
                        "admin_password", TestServer.PASSWORD));
    }

    private static String any() {
        return UUID.randomUUID().toString();
    }

    private static void assertLimited(Answer answer, int longestSeconds) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, longestSeconds);
    }

    private void fail(int times, String address) {
        for (int n = 0; n < times; n++) {
            assertThat(login(address, any(), "wrong").send().status()).isEqualTo(401);
        }
    }

    @Test
    void refusesTheAddressWhenItHasFailedTooOftenWithManyNames() {
        fail(5, "203.0.113.1");

        assertLimited(login("203.0.113.1", any(), "wrong").send(), 61);
        assertLimited(login("203.0.113.1", "admin", TestServer.PASSWORD).send(), 61);
        var token = server.http()
                .post("/oauth/token")
                .tenant(SLUG)
                .header("X-Forwarded-For", "203.0.113.1")
                .form("grant_type", "client_credentials")
                .send();
        assertLimited(token, 61);
        assertThat(token.code()).isEqualTo("temporarily_unavailable");
        assertThat(login("203.0.113.2", "admin", TestServer.PASSWORD).send().status())
                .isEqualTo(200);
        assertThat(server.http()
                        .get("/tenants/info")
                        .tenant(SLUG)
                        .header("X-Forwarded-For", "203.0.113.1")
                        .send()
                        .status())
                .as("what tries no secret")
                .isEqualTo(200);
    }

    @Test
    void countsNothingWhenTheAddressIsRight() {
        for (int n = 0; n < 10; n++) {
            assertThat(login("203.0.113.3", "admin", TestServer.PASSWORD).send().status())
                    .isEqualTo(200);
        }
    }

    @Test
    void countsANetworkAsOneWhenItsAddressesAreOfVersionSix() {
        for (int n = 0; n < 5; n++) {
            fail(1, "2001:db8:1:2::" + n);
        }

        assertLimited(login("2001:db8:1:2:ffff::1", any(), "wrong").send(), 61);
        assertThat(login("2001:db8:1:3::1", any(), "wrong").send().status()).isEqualTo(401);
    }

    @Test
    void sparesThisMachineUnlessToldOtherwise(Vertx vertx) {
        fail(10, "127.0.0.1");

        try (var strict = TestServer.start(
                vertx, Map.of("ADDRESS_FAILURES_PER_MINUTE", "1", "ADDRESS_LIMITS_SPARE", "192.0.2.1"))) {
            assertThat(strict.tenant(SLUG).id()).isNotEmpty();
            var wrong = strict.http().post("/oauth/login").tenant(SLUG).json(Map.of("username", "x", "password", "y"));
            assertThat(wrong.send().status()).isEqualTo(401);
            assertLimited(wrong.send(), 61);
        }
    }

    @Test
    void registersNoMoreTenantsThanTheLimitWhenManyComeAtOnce() {
        var answers = Await.result(Future.all(IntStream.range(0, 10)
                        .mapToObj(n -> registration("203.0.113.4", "many-" + n).sending())
                        .toList())
                .map(all -> all.<Answer>list()));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(3);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> assertLimited(answer, 3_601));
        assertThat(registration("203.0.113.5", "one-more").send().status()).isEqualTo(201);
    }

    @Test
    void countsClientsAsWellWhenTheyRegisterThemselves() {
        for (int n = 0; n < 3; n++) {
            assertThat(selfRegistration("203.0.113.6").status()).isEqualTo(401);
        }

        assertLimited(selfRegistration("203.0.113.6"), 3_601);
        assertLimited(registration("203.0.113.6", "too-late").send(), 3_601);
    }

    private Answer selfRegistration(String address) {
        return server.http()
                .post("/oauth/register")
                .tenant(SLUG)
                .header("X-Forwarded-For", address)
                .json(Map.of("client_name", "Nobody"))
                .send();
    }
}
