package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.House;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody who makes themselves a member of a tenant that is open to newcomers. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationInTenantTest {
    private TestServer server;
    private House open;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        open = new House(server, "open-house");
        decide("open", "viewer");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void decide(String registration, String role) {
        var answer = open.request("PUT", "/tenants/settings", open.token("manager"))
                .json(Map.of("registration", registration, "default_role", role))
                .send();
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private Answer registering(String slug, String username, String email, String password) {
        return server.http()
                .post("/api/auth/register")
                .tenant(slug)
                .json(new JsonObject()
                        .put("username", username)
                        .put("email", email)
                        .put("password", password)
                        .encode())
                .send();
    }

    @Test
    void makesAMemberOfTheTenantsDefaultRoleWhenItIsOpen() {
        var answer = registering("open-house", "newcomer", "newcomer@mail.example", TestServer.PASSWORD);

        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.headers().contains("Set-Cookie")).isFalse();
        var token = open.token("newcomer");
        assertThat(open.request("GET", "/api/v1/products", token).send().status())
                .isEqualTo(200);
        assertThat(open.request("POST", "/api/v1/products", token)
                        .json("{\"sku\":\"A\",\"name\":\"A\",\"price_cents\":1}")
                        .send()
                        .code())
                .isEqualTo("permission_denied");
    }

    @Test
    void letsNobodyInWhenTheTenantHasNotSaidSo() {
        var closed = new House(server, "closed-house");

        assertThat(registering("closed-house", "newcomer", "newcomer@mail.example", TestServer.PASSWORD)
                        .code())
                .isEqualTo("permission_denied");
        assertThat(closed.members()).hasSize(4);
    }

    @Test
    void tellsOfAUsernameAndNotOfAnAddressWhenItIsTaken() {
        assertThat(registering("open-house", "user", "another@mail.example", TestServer.PASSWORD)
                        .wrongFields())
                .containsExactly("username");
        var known = registering("open-house", "another", "admin@open-house.example", TestServer.PASSWORD);
        assertThat(known.status()).isEqualTo(409);
        assertThat(known.text()).doesNotContain("email", "address");
    }

    static Stream<List<String>> bad() {
        return Stream.of(
                List.of("", "a@mail.example", TestServer.PASSWORD, "username"),
                List.of("has space", "a@mail.example", TestServer.PASSWORD, "username"),
                List.of("somebody", "no address", TestServer.PASSWORD, "email"),
                List.of("somebody", "a@mail.example", "short", "password"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void saysWhichFieldWhenTheBodyIsBad(List<String> row) {
        var answer = registering("open-house", row.get(0), row.get(1), row.get(2));

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactly(row.get(3));
    }

    /** Whoever comes along must not become somebody who decides. */
    @Test
    void refusesTheSettingWhenNewcomersWouldDecide() {
        var answer = open.request("PUT", "/tenants/settings", open.token("admin"))
                .json(Map.of("registration", "open", "default_role", "admin"))
                .send();

        assertThat(answer.wrongFields()).containsExactly("default_role");
    }
}
