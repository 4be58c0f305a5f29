package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tenant's own applications sign in with JSON, and out of it on every node. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstPartyTest {
    private TestServer server;
    private TestServer second;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        second = server.another(vertx);
        server.tenant("acme");
        server.tenant("beta");
    }

    @AfterAll
    void stop() {
        second.close();
        server.close();
    }

    private Request asking(String what, Map<String, ?> body) {
        return server.http().post("/api/auth/" + what).tenant("acme").json(body);
    }

    private JsonObject signIn() {
        var answer = asking("login", Map.of("username", "admin", "password", TestServer.PASSWORD))
                .send();
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.data();
    }

    private Answer refresh(String token) {
        return asking("refresh", Map.of("refresh_token", token)).send();
    }

    private static int reading(TestServer at, String token) {
        return at.http()
                .get("/api/protected")
                .tenant("acme")
                .bearer(token)
                .send()
                .status();
    }

    @Test
    void givesTokensOfTheBuiltInClientWhenThePasswordIsRight() {
        var tokens = signIn();

        assertThat(tokens.fieldNames())
                .containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "refresh_token", "scope");
        assertThat(tokens.getInteger("expires_in")).isEqualTo(900);
        assertThat(reading(server, tokens.getString("access_token"))).isEqualTo(200);
        var next = refresh(tokens.getString("refresh_token"));
        assertThat(next.status()).isEqualTo(200);
        assertThat(reading(second, next.data().getString("access_token"))).isEqualTo(200);
    }

    record Row(String name, int status, String code, Function<FirstPartyTest, Request> request) {
        @Override
        public String toString() {
            return name + " → " + status + " " + code;
        }
    }

    static Stream<Row> refusals() {
        return Stream.of(
                new Row(
                        "a wrong password",
                        401,
                        "invalid_credentials",
                        t -> t.asking("login", Map.of("username", "admin", "password", "wrong"))),
                new Row(
                        "nobody",
                        401,
                        "invalid_credentials",
                        t -> t.asking("login", Map.of("username", "nobody", "password", "wrong"))),
                new Row("no password", 400, "invalid_input", t -> t.asking("login", Map.of("username", "admin"))),
                new Row(
                        "a form",
                        415,
                        "unsupported_media_type",
                        t -> t.server
                                .http()
                                .post("/api/auth/login")
                                .tenant("acme")
                                .form("username", "admin", "password", TestServer.PASSWORD)),
                new Row(
                        "no tenant",
                        400,
                        "tenant_required",
                        t -> t.server
                                .http()
                                .post("/api/auth/login")
                                .json(Map.of("username", "admin", "password", TestServer.PASSWORD))),
                new Row(
                        "a refresh token that is none",
                        401,
                        "invalid_token",
                        t -> t.asking("refresh", Map.of("refresh_token", "nonsense"))),
                new Row(
                        "an access token as refresh token",
                        401,
                        "invalid_token",
                        t -> t.asking(
                                "refresh", Map.of("refresh_token", t.signIn().getString("access_token")))),
                new Row(
                        "another tenant's refresh token",
                        401,
                        "invalid_token",
                        t -> t.server
                                .http()
                                .post("/api/auth/refresh")
                                .tenant("beta")
                                .json(Map.of("refresh_token", t.signIn().getString("refresh_token")))),
                new Row("no refresh token", 400, "invalid_input", t -> t.asking("refresh", Map.of())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(Row row) {
        var answer = row.request().apply(this).send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(row.status());
        assertThat(answer.code()).isEqualTo(row.code());
    }

    @Test
    void endsBothTokensOnEveryNodeWhenSigningOutWithEither() {
        var byAccess = signIn();
        var byRefresh = signIn();
        var byBoth = signIn();
        var kept = signIn();

        var answers = Stream.of(
                        server.http()
                                .post("/api/auth/logout")
                                .tenant("acme")
                                .bearer(byAccess.getString("access_token")),
                        asking("logout", Map.of("refresh_token", byRefresh.getString("refresh_token"))),
                        asking("logout", Map.of("refresh_token", byBoth.getString("refresh_token")))
                                .bearer(byBoth.getString("access_token")),
                        asking("logout", Map.of("refresh_token", "nonsense")).bearer("nonsense"),
                        server.http().post("/api/auth/logout").tenant("acme"))
                .map(Request::send)
                .toList();

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("{\"success\":true,\"data\":null,\"error\":null}");
        });
        for (var ended : new JsonObject[] {byAccess, byRefresh, byBoth}) {
            assertThat(reading(server, ended.getString("access_token"))).isEqualTo(401);
            assertThat(refresh(ended.getString("refresh_token")).status()).isEqualTo(401);
            Await.until("the second node knows", () -> reading(second, ended.getString("access_token")) == 401);
        }
        assertThat(reading(second, kept.getString("access_token"))).isEqualTo(200);
        assertThat(refresh(kept.getString("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void sparesTheTokensWhenAnotherTenantSignsOut() {
        var tokens = signIn();

        assertThat(server.http()
                        .post("/api/auth/logout")
                        .tenant("beta")
                        .bearer(tokens.getString("access_token"))
                        .json(Map.of("refresh_token", tokens.getString("refresh_token")))
                        .send()
                        .status())
                .isEqualTo(200);

        assertThat(reading(server, tokens.getString("access_token"))).isEqualTo(200);
        assertThat(refresh(tokens.getString("refresh_token")).status()).isEqualTo(200);
    }
}
