package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.app.Backend;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first operator: by the link of the start, once; never without. */
@ExtendWith(VertxExtension.class)
class SetupTest {

    private static Request form(TestServer node, String token, String username) {
        return node.http()
                .post("/setup")
                .form(
                        "token",
                        token,
                        "username",
                        username,
                        "email",
                        username + "@operator.example",
                        "password",
                        TestServer.PASSWORD);
    }

    private static Answer page(TestServer node, String token) {
        return node.http().get("/setup?token=" + token).send();
    }

    @Test
    void letsTheFirstOperatorInOnceWhenTheLinkIsGood(Vertx vertx) {
        try (var server = TestServer.start(vertx, Map.of());
                var second = server.another(vertx)) {
            var token = server.setupToken();
            var other = second.setupToken();

            var page = page(second, token);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("content-security-policy"))
                    .contains("default-src 'none'", "script-src 'none'", "form-action 'self'");
            assertThat(page.header("referrer-policy")).isEqualTo("no-referrer");
            assertThat(page.header("cache-control")).isEqualTo("no-store");
            assertThat(page.text()).contains("action=\"setup\"", token).doesNotContain("<script");

            assertThat(form(second, token, "first").send().status()).isEqualTo(201);

            for (var node : List.of(server, second)) {
                for (var dead : List.of(token, other)) {
                    Await.until("the link is dead", () -> page(node, dead).status() == 404);
                    assertThat(form(node, dead, "second").send().status()).isEqualTo(404);
                }
                assertThat(node.setupToken()).isEmpty();
            }
            assertThat(server.http()
                            .post("/oauth/login")
                            .tenant("operator")
                            .json(Map.of("username", "first", "password", TestServer.PASSWORD))
                            .send()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void isNotThereWhenTheTokenIsNoneOrOver(Vertx vertx) throws Exception {
        try (var server = TestServer.start(vertx, Map.of())) {
            var good = server.setupToken();
            var end = good.substring(0, good.indexOf('.'));
            var forged = List.of(
                    "",
                    "x",
                    ".",
                    end + ".",
                    end + "." + "A".repeat(43),
                    (Long.parseLong(end) + 60) + good.substring(good.indexOf('.')),
                    "99999999999999999999.x",
                    signed(server, Instant.now().minusSeconds(1).getEpochSecond()));
            for (var token : forged) {
                assertThat(page(server, token).code()).as(token).isEqualTo("not_found");
                assertThat(form(server, token, "first").send().code()).as(token).isEqualTo("not_found");
            }
            assertThat(server.http().get("/setup").send().code()).isEqualTo("not_found");
            assertThat(page(server, signed(server, Instant.now().plusSeconds(60).getEpochSecond()))
                            .status())
                    .isEqualTo(200);
        }
    }

    /** As the server itself does it, for a time of the test's own. */
    private static String signed(TestServer server, long end) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        var secret = server.config().backend().orElseThrow().secretKey();
        mac.init(new SecretKeySpec(secret.derive("setup of the first operator"), "HmacSHA256"));
        return end + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(mac.doFinal(String.valueOf(end).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void asksAgainWhenTheFormIsNotRight(Vertx vertx) {
        try (var server = TestServer.start(vertx, Map.of())) {
            var token = server.setupToken();
            var answer = server.http()
                    .post("/setup")
                    .form("token", token, "username", "<b>", "email", "none", "password", "correct horse battery")
                    .send();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text())
                    .contains("username must", "email must", "&lt;b&gt;")
                    .doesNotContain("battery");
            assertThat(server.http()
                            .post("/setup")
                            .form("token", token, "username", "a", "email", "a@b.example", "password", "short")
                            .send()
                            .text())
                    .contains("password must");
            assertThat(server.http()
                            .post("/setup")
                            .form("token", token, "token", token)
                            .send()
                            .code())
                    .isEqualTo("invalid_input");
            assertThat(form(server, token, "first").send().status()).isEqualTo(201);
        }
    }

    @Test
    void letsOneInWhenManyUseTheLinkAtOnce(Vertx vertx) {
        try (var server = TestServer.start(vertx, Map.of())) {
            var token = server.setupToken();
            var answers = Await.result(Future.all(IntStream.range(0, 5)
                            .mapToObj(n -> form(server, token, "operator" + n).sending())
                            .toList())
                    .map(all -> all.<Answer>list()));
            assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(201, 404);
        }
    }

    @Test
    void makesOperatorsByCommandWhetherOrNotThereIsOne(Vertx vertx) {
        try (var server = TestServer.start(vertx, Map.of())) {
            var config = server.config();
            var token = server.setupToken();
            var tool = Await.result(
                    Backend.join(vertx, config.environment(), config.backend().orElseThrow(), config.dataDir()));
            try {
                for (var name : List.of("first", "second")) {
                    Await.result(tool.createOperator(name, name + "@op.example", new Secret(TestServer.PASSWORD))
                            .map("made"));
                    Await.until(
                            name + " signs in",
                            () -> server.http()
                                    .post("/oauth/login")
                                    .tenant("operator")
                                    .json(Map.of("username", name, "password", TestServer.PASSWORD))
                                    .send()
                                    .text()
                                    .contains("\"owner\""));
                }
                assertThatThrownBy(() -> Await.result(
                                tool.createOperator("second", "s@op.example", new Secret(TestServer.PASSWORD))
                                        .map("made")))
                        .isInstanceOf(AppException.class);
                assertThatThrownBy(
                                () -> Await.result(tool.createOperator("third", "none", new Secret(TestServer.PASSWORD))
                                        .map("made")))
                        .isInstanceOf(AppException.class);
                assertThat(page(server, token).status()).isEqualTo(404);
            } finally {
                Await.result(tool.close());
            }
        }
    }
}
