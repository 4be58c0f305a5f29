package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.CodeFlow;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestClient;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A code is good once, for its client, with all that belongs to it; whatever else is tried with it, it is used up. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CodeGrantTest {
    private TestServer server;
    private TestServer second;
    private TestTenant acme;
    private CodeFlow app;
    private CodeFlow open;
    private TestClient other;
    private TestClient service;
    private TestClient abroad;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        second = server.another(vertx);
        acme = server.tenant("acme");
        app = CodeFlow.of(acme);
        open = CodeFlow.of(acme.registered(metadata().put("require_pkce", false)));
        other = acme.codeClient(CodeFlow.REDIRECT);
        service = acme.client("read", "client_credentials");
        abroad = server.tenant("beta").codeClient(CodeFlow.REDIRECT);
    }

    @AfterAll
    void stop() {
        second.close();
        server.close();
    }

    private static JsonObject metadata() {
        return new JsonObject()
                .put("client_name", "App")
                .put("redirect_uris", new JsonArray(List.of(CodeFlow.REDIRECT)))
                .put("grant_types", new JsonArray(List.of("authorization_code", "refresh_token")))
                .put("scope", "openid profile email offline_access read write");
    }

    /** What somebody tries with a fresh code, and whether that uses it up. */
    record Row(String name, String error, boolean usedUp, BiFunction<CodeGrantTest, String, Request> request) {
        @Override
        public String toString() {
            return name + " → " + error;
        }
    }

    private static Row burning(String name, BiFunction<CodeGrantTest, String, Request> request) {
        return new Row(name, "invalid_grant", true, request);
    }

    private static Row sparing(String name, String error, BiFunction<CodeGrantTest, String, Request> request) {
        return new Row(name, error, false, request);
    }

    private static Row with(String name, String parameter, String value) {
        return burning(name, (t, code) -> t.app.redeeming(code, parameter, value));
    }

    static Stream<Row> refusals() {
        return Stream.of(
                with("A08 another redirect_uri", "redirect_uri", "https://app.example.com/other"),
                with("A08 a redirect_uri with a slash more", "redirect_uri", CodeFlow.REDIRECT + "/"),
                with("A08 a redirect_uri in other letters", "redirect_uri", "https://APP.example.com/cb"),
                with("A08 no redirect_uri", "redirect_uri", ""),
                burning("A21 another client", (t, code) -> CodeFlow.redeeming(t.other, code)),
                sparing("A22 another tenant", "invalid_grant", (t, code) -> CodeFlow.redeeming(t.abroad, code)),
                with("A23 no verifier", "code_verifier", ""),
                with("A23 a wrong verifier", "code_verifier", "x".repeat(43)),
                with("A23 the challenge as verifier", "code_verifier", CodeFlow.CHALLENGE),
                with("A23 a short verifier", "code_verifier", "x".repeat(42)),
                with("A23 a long verifier", "code_verifier", "x".repeat(129)),
                with("A23 a verifier of other characters", "code_verifier", "é".repeat(43)),
                sparing(
                        "A27 a refresh token as code",
                        "invalid_grant",
                        (t, code) -> t.app.redeeming(t.app.tokens().getString("refresh_token"))),
                sparing(
                        "A27 an access token as code",
                        "invalid_grant",
                        (t, code) -> t.app.redeeming(t.app.tokens().getString("access_token"))),
                sparing(
                        "A27 a code as refresh token",
                        "invalid_grant",
                        (t, code) -> t.app.client().asking("grant_type", "refresh_token", "refresh_token", code)),
                sparing(
                        "A38 a code cut short",
                        "invalid_grant",
                        (t, code) -> t.app.redeeming(code.substring(0, code.length() - 1))),
                sparing("A38 a code with more", "invalid_grant", (t, code) -> t.app.redeeming(code + "A")),
                sparing(
                        "A38 a code of 10,000 characters",
                        "invalid_grant",
                        (t, code) -> t.app.redeeming("tna_" + "A".repeat(10_000))),
                sparing("no code", "invalid_request", (t, code) -> t.app.redeeming("")),
                sparing(
                        "A48 a client without the grant",
                        "unauthorized_client",
                        (t, code) -> CodeFlow.redeeming(t.service, code)),
                sparing(
                        "a code twice in one request",
                        "invalid_request",
                        (t, code) ->
                                t.app.client().asking("grant_type", "authorization_code", "code", code, "code", code)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(Row row) {
        var code = app.code();

        var answer = row.request().apply(this, code).send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.code()).as("%s", answer).isEqualTo(row.error());
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(app.redeeming(code).send().status()).isEqualTo(row.usedUp() ? 400 : 200);
    }

    @Test
    void refusesAVerifierWhenThereWasNoChallenge() {
        var without = new String[] {"code_challenge", "", "code_challenge_method", ""};
        assertThat(open.redeeming(open.code(without)).send().code()).as("A24").isEqualTo("invalid_grant");
        assertThat(open.redeeming(open.code(without), "code_verifier", "")
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(open.redeeming(open.code(), "code_verifier", "").send().code())
                .as("A23 sent though not required")
                .isEqualTo("invalid_grant");
    }

    @Test
    void takesTheOnlyRedirectUriWhenNoneWasNamed() {
        assertThat(app.redeeming(app.code("redirect_uri", ""), "redirect_uri", "")
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(app.redeeming(app.code("redirect_uri", "")).send().status()).isEqualTo(200);
        assertThat(app.redeeming(app.code("redirect_uri", ""), "redirect_uri", "https://evil.example/cb")
                        .send()
                        .code())
                .isEqualTo("invalid_grant");
    }

    @Test
    void refusesACodeWhenItsTimeIsOver() {
        var code = app.code();
        TestPostgres.execute(server.database(), "UPDATE oauth_codes SET expires_at = now() WHERE used_at IS NULL");

        assertThat(app.redeeming(code).send().code()).as("A20").isEqualTo("invalid_grant");
    }

    @Test
    void refusesACodeWhenItsPersonsStandingHasRisenMeanwhile(Vertx vertx) {
        var tenant = server.tenant("standing");
        var flow = CodeFlow.of(tenant);
        var code = flow.code();
        TestPostgres.execute(
                server.database(),
                "UPDATE memberships SET standing = standing + 1 WHERE tenant_id = '" + tenant.id() + "'");

        // A node that remembers nothing of before.
        try (var node = server.another(vertx)) {
            assertThat(CodeFlow.redeeming(flow.client().at(node), code).send().code())
                    .isEqualTo("invalid_grant");
        }
    }

    @Test
    void killsWhatCameOfItWhenACodeComesAgain() {
        var code = app.code("scope", "openid offline_access");
        var tokens = app.redeeming(code).send().json();
        assertThat(active(app.client(), tokens.getString("access_token"))).isTrue();

        var replay = app.redeeming(code).send();

        assertThat(replay.code()).as("A18").isEqualTo("invalid_grant");
        assertDead(tokens);
    }

    @Test
    void killsWhatCameOfItWhenACodeComesAgainAfterARestart(Vertx vertx) {
        var code = app.code();
        var tokens = app.redeeming(code).send().json();

        try (var restarted = server.another(vertx)) {
            assertThat(CodeFlow.redeeming(app.client().at(restarted), code)
                            .send()
                            .code())
                    .isEqualTo("invalid_grant");
        }
        assertDead(tokens);
    }

    @Test
    void sparesWhatCameOfItWhenAStrangerShowsTheUsedCode() {
        var code = app.code();
        var tokens = app.redeeming(code).send().json();

        assertThat(CodeFlow.redeeming(other, code).send().code()).isEqualTo("invalid_grant");
        assertThat(CodeFlow.redeeming(abroad, code).send().code()).isEqualTo("invalid_grant");

        assertThat(active(app.client(), tokens.getString("access_token"))).isTrue();
        assertThat(app.client().refresh(tokens.getString("refresh_token")).status())
                .isEqualTo(200);
    }

    @Test
    void givesTokensOnceWhenFiftyShowOneCodeAtOnceOnTwoNodes() {
        var code = app.code();
        var elsewhere = app.client().at(second);

        var answers = together(IntStream.range(0, 50)
                .mapToObj(n -> CodeFlow.redeeming(n % 2 == 0 ? app.client() : elsewhere, code)
                        .sending())
                .toList());

        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .as("A19")
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("invalid_grant"));
        assertDead(answers.stream()
                .filter(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow()
                .json());
    }

    @Test
    void givesNoRefreshTokenWhenTheClientMayNotUseOne() {
        var flow = CodeFlow.of(
                acme.registered(metadata().put("grant_types", new JsonArray(List.of("authorization_code")))));
        var code = flow.code();

        var tokens = flow.redeeming(code).send().json();

        assertThat(tokens.fieldNames()).doesNotContain("refresh_token");
        assertThat(active(flow.client(), tokens.getString("access_token"))).isTrue();
        assertThat(flow.redeeming(code).send().code()).isEqualTo("invalid_grant");
        assertThat(active(flow.client(), tokens.getString("access_token"))).isFalse();
    }

    @Test
    void redeemsForAPublicClientWhenItShowsTheVerifier() {
        var flow = CodeFlow.of(acme.publicClient(CodeFlow.REDIRECT));

        var tokens = flow.tokens();

        assertThat(flow.client().refresh(tokens.getString("refresh_token")).status())
                .isEqualTo(200);
        assertThat(flow.redeeming(flow.code(), "client_secret", "tnc_made-up")
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void usesUpACodeWhenItsBrowserSignsOutFirst() {
        var flow = CodeFlow.of(app.client());
        var code = flow.code();

        flow.browser().post("/tenants/acme/oauth/logout");

        assertThat(flow.redeeming(code).send().code()).isEqualTo("invalid_grant");
    }

    @Test
    void livesAsLongAsItsClientSaysWhenTheClientHasItsOwnLifetimes() {
        var flow = CodeFlow.of(
                acme.registered(metadata().put("access_token_lifetime", 120).put("refresh_token_lifetime", 600)));

        var tokens = flow.tokens();
        var refresh =
                flow.client().introspect(tokens.getString("refresh_token")).json();

        assertThat(tokens.getInteger("expires_in")).isEqualTo(120);
        assertThat(refresh.getLong("exp") - refresh.getLong("iat")).as("A36").isEqualTo(600);
        var next = flow.client().refresh(tokens.getString("refresh_token")).json();
        assertThat(next.getInteger("expires_in")).isEqualTo(120);
        assertThat(flow.client()
                        .introspect(next.getString("refresh_token"))
                        .json()
                        .getLong("exp"))
                .as("no rotation moves the end")
                .isEqualTo(refresh.getLong("exp"));
    }

    private void assertDead(JsonObject tokens) {
        assertThat(active(app.client(), tokens.getString("access_token"))).isFalse();
        assertThat(active(app.client(), tokens.getString("refresh_token"))).isFalse();
        assertThat(app.client().refresh(tokens.getString("refresh_token")).code())
                .isEqualTo("invalid_grant");
    }

    private static boolean active(TestClient client, String token) {
        return client.introspect(token).json().getBoolean("active");
    }

    private static List<Answer> together(List<Future<Answer>> answers) {
        return Await.result(Future.all(answers).map(all -> all.<Answer>list()));
    }
}
