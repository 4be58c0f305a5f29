package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.CodeFlow;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestClient;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
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

/** What clients and people learn of tokens, and how tokens are ended. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InspectTest {
    private static final String INACTIVE = "{\"active\":false}";
    private TestServer server;
    private TestServer second;
    private TestTenant acme;
    private CodeFlow app;
    private TestClient other;
    private TestClient resourceServer;
    private CodeFlow publicApp;
    private TestClient abroad;
    private JsonObject tokens;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        second = server.another(vertx);
        acme = server.tenant("acme");
        app = CodeFlow.of(acme);
        other = acme.codeClient(CodeFlow.REDIRECT);
        publicApp = CodeFlow.of(acme.publicClient(CodeFlow.REDIRECT));
        resourceServer = acme.registered(new JsonObject()
                .put("grant_types", new JsonArray(List.of("client_credentials")))
                .put("resource_server", true));
        abroad = server.tenant("beta").codeClient(CodeFlow.REDIRECT);
        tokens = app.tokens("scope", "openid profile email read");
    }

    @AfterAll
    void stop() {
        second.close();
        server.close();
    }

    private String access() {
        return tokens.getString("access_token");
    }

    private Request userinfo() {
        return server.http().get("/tenants/acme/oauth/userinfo");
    }

    private Request posting() {
        return server.http().post("/tenants/acme/oauth/userinfo");
    }

    record Row(String name, int status, String error, Function<InspectTest, Request> request) {
        @Override
        public String toString() {
            return name + " → " + status + " " + error;
        }
    }

    private static Row row(String name, int status, String error, Function<InspectTest, Request> request) {
        return new Row(name, status, error, request);
    }

    private static Row userinfo(String name, int status, String error, Function<InspectTest, Request> request) {
        return row("userinfo, " + name, status, error, request);
    }

    static Stream<Row> refusals() {
        return Stream.of(
                row(
                        "A61 introspection without a client",
                        401,
                        "invalid_client",
                        t -> t.server
                                .http()
                                .post("/tenants/acme/oauth/introspect")
                                .form("token", t.access())),
                row(
                        "A61 introspection by a public client",
                        401,
                        "invalid_client",
                        t -> t.publicApp.client().asking("/oauth/introspect", new String[] {"token", t.access()})),
                row(
                        "introspection of nothing",
                        400,
                        "invalid_request",
                        t -> t.app.client().asking("/oauth/introspect", new String[0])),
                row(
                        "A42 introspection in the query",
                        400,
                        "invalid_request",
                        t -> t.server
                                .http()
                                .post("/tenants/acme/oauth/introspect?token=x")
                                .form(
                                        "client_id",
                                        t.app.client().id(),
                                        "client_secret",
                                        t.app.client().secret())),
                row(
                        "revocation without a client",
                        401,
                        "invalid_client",
                        t -> t.server.http().post("/tenants/acme/oauth/revoke").form("token", t.access())),
                row(
                        "revocation of nothing",
                        400,
                        "invalid_request",
                        t -> t.app.client().asking("/oauth/revoke", new String[0])),
                row(
                        "revocation of another client's access token",
                        400,
                        "invalid_grant",
                        t -> t.other.asking("/oauth/revoke", new String[] {"token", t.access()})),
                row(
                        "revocation of another client's refresh token",
                        400,
                        "invalid_grant",
                        t -> t.other.asking(
                                "/oauth/revoke", new String[] {"token", t.tokens.getString("refresh_token")})),
                userinfo("no token", 401, "invalid_token", t -> t.userinfo()),
                userinfo(
                        "another scheme",
                        401,
                        "invalid_token",
                        t -> t.userinfo().header("Authorization", "Basic eDp5")),
                userinfo("a bad token", 401, "invalid_token", t -> t.userinfo().bearer("nonsense")),
                userinfo(
                        "A59 another tenant's token",
                        401,
                        "invalid_token",
                        t -> t.server.http().get("/tenants/beta/oauth/userinfo").bearer(t.access())),
                userinfo(
                        "a refresh token",
                        401,
                        "invalid_token",
                        t -> t.userinfo().bearer(t.tokens.getString("refresh_token"))),
                userinfo(
                        "A63 the token in the query",
                        400,
                        "invalid_request",
                        t -> t.server.http().get("/tenants/acme/oauth/userinfo?access_token=" + t.access())),
                userinfo(
                        "A63 the token in query and header",
                        400,
                        "invalid_request",
                        t -> t.server
                                .http()
                                .get("/tenants/acme/oauth/userinfo?access_token=" + t.access())
                                .bearer(t.access())),
                userinfo(
                        "A63 the token in form and header",
                        400,
                        "invalid_request",
                        t -> t.posting().bearer(t.access()).form("access_token", t.access())),
                userinfo(
                        "two headers",
                        400,
                        "invalid_request",
                        t -> t.userinfo().bearer(t.access()).bearer(t.access())),
                userinfo(
                        "a form with two tokens",
                        400,
                        "invalid_request",
                        t -> t.posting().form("access_token", t.access(), "access_token", t.access())),
                userinfo(
                        "a body in JSON",
                        415,
                        "invalid_request",
                        t -> t.posting().json("{}")),
                userinfo(
                        "A64 no scope openid",
                        403,
                        "insufficient_scope",
                        t -> t.userinfo()
                                .bearer(t.app.tokens("scope", "profile read").getString("access_token"))),
                userinfo(
                        "a service",
                        403,
                        "insufficient_scope",
                        t -> t.userinfo().bearer(t.acme.serviceToken("read"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(Row row) {
        var answer = row.request().apply(this).send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(row.status());
        assertThat(answer.json().getString("error")).as("%s", answer).isEqualTo(row.error());
        assertThat(answer.header("Cache-Control")).as("A55").isEqualTo("no-store");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        if (row.name().startsWith("userinfo") && row.status() < 415) {
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=\"tenantry\"");
        }
        assertThat(app.client().introspect(access()).json().getBoolean("active"))
                .isTrue();
    }

    @Test
    void tellsTheSubjectAndWhatTheScopesOpenWhenAskedInEachWay() throws Exception {
        var subject = SignedJWT.parse(access()).getJWTClaimsSet().getSubject();
        var everything = new JsonObject()
                .put("sub", subject)
                .put("name", "admin")
                .put("preferred_username", "admin")
                .put("email", "admin@acme.example")
                .put("email_verified", false);

        for (var request : List.of(
                userinfo().bearer(access()),
                posting().bearer(access()),
                posting().bearer(access()).form("other", "parameter"),
                posting().form("access_token", access()))) {
            var answer = request.send();
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertThat(answer.json()).isEqualTo(everything);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
        assertThat(userinfo()
                        .bearer(app.tokens("scope", "openid").getString("access_token"))
                        .send()
                        .json()
                        .fieldNames())
                .containsExactly("sub");
        assertThat(userinfo()
                        .bearer(app.tokens("scope", "openid email").getString("access_token"))
                        .send()
                        .json()
                        .fieldNames())
                .containsExactlyInAnyOrder("sub", "email", "email_verified");
    }

    @Test
    void tellsAClientAllOfItsOwnTokenWhenItIntrospects() throws Exception {
        var claims = SignedJWT.parse(access()).getJWTClaimsSet();

        var told = app.client().introspect(access()).json();

        assertThat(told)
                .isEqualTo(new JsonObject()
                        .put("active", true)
                        .put("token_type", "Bearer")
                        .put("scope", "read profile openid email")
                        .put("client_id", app.client().id())
                        .put("username", "admin")
                        .put("sub", claims.getSubject())
                        .put("iss", "http://localhost:8080/tenants/acme")
                        .put("aud", new JsonArray(List.of("http://localhost:8080/tenants/acme")))
                        .put("jti", claims.getJWTID())
                        .put("iat", (int) claims.getIssueTime().toInstant().getEpochSecond())
                        .put("exp", (int) claims.getExpirationTime().toInstant().getEpochSecond()));
        var refresh = app.client().introspect(tokens.getString("refresh_token")).json();
        assertThat(refresh.getBoolean("active")).isTrue();
        assertThat(refresh.getString("client_id")).isEqualTo(app.client().id());
        assertThat(refresh.getString("sub")).isEqualTo(claims.getSubject());
    }

    static Stream<Row> inactive() {
        return Stream.of(
                row("A61 by another client", 200, "", t -> asking(t.other, t.access())),
                row(
                        "A61 a refresh token by another client",
                        200,
                        "",
                        t -> asking(t.other, t.tokens.getString("refresh_token"))),
                row(
                        "a refresh token by a resource server",
                        200,
                        "",
                        t -> asking(t.resourceServer, t.tokens.getString("refresh_token"))),
                row("A59 in another tenant", 200, "", t -> asking(t.abroad, t.access())),
                row(
                        "A59 a refresh token in another tenant",
                        200,
                        "",
                        t -> asking(t.abroad, t.tokens.getString("refresh_token"))),
                row(
                        "A38 cut short",
                        200,
                        "",
                        t -> asking(
                                t.app.client(),
                                t.tokens.getString("refresh_token").substring(0, 40))),
                row(
                        "A38 with more",
                        200,
                        "",
                        t -> asking(t.app.client(), t.tokens.getString("refresh_token") + "AAAA")),
                row("A38 another last letter", 200, "", t -> asking(t.app.client(), otherEnd(t.access()))),
                row(
                        "A27 a client's secret",
                        200,
                        "",
                        t -> asking(t.app.client(), t.app.client().secret())),
                row("A27 a code", 200, "", t -> asking(t.app.client(), t.app.code())),
                row("nonsense", 200, "", t -> asking(t.app.client(), "nonsense")),
                row("A57 under an unknown key", 200, "", t -> asking(t.app.client(), Forged.unknownKey(t.access()))),
                row("A57 without signature", 200, "", t -> asking(t.app.client(), Forged.withoutSignature(t.access()))),
                row(
                        "A57 with a symmetric signature",
                        200,
                        "",
                        t -> asking(t.app.client(), Forged.symmetric(t.access()))));
    }

    private static String otherEnd(String token) {
        return token.substring(0, token.length() - 10) + "AAAAAAAAAA";
    }

    private static Request asking(TestClient client, String token) {
        return client.asking("/oauth/introspect", new String[] {"token", token, "token_type_hint", "access_token"});
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inactive")
    void tellsNothingButInactive(Row row) {
        var answer = row.request().apply(this).send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(INACTIVE);
    }

    @Test
    void letsAResourceServerSeeTheTokensOfOthersWhenItIsRegisteredAsOne() {
        assertThat(resourceServer.introspect(access()).json().getString("client_id"))
                .isEqualTo(app.client().id());
        assertThat(resourceServer.introspect(acme.serviceToken("read")).json().fieldNames())
                .contains("active", "sub")
                .doesNotContain("username");
    }

    @Test
    void endsTheFamilyWhenARefreshTokenIsRevoked() {
        var ended = app.tokens();

        var answer = app.client().revoke(ended.getString("refresh_token"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(app.client().introspect(ended.getString("access_token")).text())
                .isEqualTo(INACTIVE);
        assertThat(app.client().refresh(ended.getString("refresh_token")).code())
                .isEqualTo("invalid_grant");
        assertThat(userinfo().bearer(ended.getString("access_token")).send().status())
                .isEqualTo(401);
        assertThat(app.client().revoke(ended.getString("refresh_token")).status())
                .as("once more")
                .isEqualTo(200);
        assertThat(app.client().introspect(access()).json().getBoolean("active"))
                .as("another family")
                .isTrue();
    }

    @Test
    void endsTheFamilyWhenARefreshTokenIsRevokedThatWasUsedBefore() {
        var begun = app.tokens();
        var next = app.client().refresh(begun.getString("refresh_token")).json();

        assertThat(app.client().revoke(begun.getString("refresh_token")).status())
                .isEqualTo(200);

        assertThat(app.client().refresh(next.getString("refresh_token")).code()).isEqualTo("invalid_grant");
    }

    @Test
    void endsThatTokenAloneWhenAnAccessTokenIsRevoked() {
        var ended = app.tokens();

        assertThat(app.client().revoke(ended.getString("access_token")).status())
                .isEqualTo(200);

        assertThat(app.client().introspect(ended.getString("access_token")).text())
                .isEqualTo(INACTIVE);
        assertThat(app.client()
                        .at(second)
                        .introspect(ended.getString("access_token"))
                        .text())
                .as("at once, also where it was not revoked")
                .isEqualTo(INACTIVE);
        assertThat(userinfo().bearer(ended.getString("access_token")).send().status())
                .isEqualTo(401);
        Await.until(
                "the second node knows",
                () -> second.http()
                                .get("/tenants/acme/api/v1/products")
                                .bearer(ended.getString("access_token"))
                                .send()
                                .status()
                        == 401);
        assertThat(app.client().refresh(ended.getString("refresh_token")).status())
                .isEqualTo(200);
    }

    @Test
    void revokesForAPublicClientWhenItSaysItsId() {
        var ended = publicApp.tokens();

        assertThat(publicApp.client().revoke(ended.getString("refresh_token")).status())
                .isEqualTo(200);

        assertThat(publicApp.client().refresh(ended.getString("refresh_token")).code())
                .isEqualTo("invalid_grant");
    }

    @Test
    void saysItIsDoneWhenThereIsNothingToRevoke() {
        for (var nothing : List.of("nonsense", "tnr_made-up", "a.b.c", app.code())) {
            var answer = app.client().revoke(nothing);
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        }
        assertThat(abroad.revoke(access()).status()).as("another tenant's").isEqualTo(200);
        assertThat(abroad.revoke(tokens.getString("refresh_token")).status()).isEqualTo(200);
        assertThat(app.client().introspect(access()).json().getBoolean("active"))
                .isTrue();
        assertThat(app.client()
                        .introspect(tokens.getString("refresh_token"))
                        .json()
                        .getBoolean("active"))
                .isTrue();
    }

    @Test
    void tellsInactiveWhenARefreshTokenWasUsedOrItsFamilyHasEnded() {
        var begun = app.tokens();
        var next = app.client().refresh(begun.getString("refresh_token")).json();

        assertThat(app.client().introspect(begun.getString("refresh_token")).text())
                .isEqualTo(INACTIVE);
        assertThat(app.client()
                        .introspect(next.getString("refresh_token"))
                        .json()
                        .getBoolean("active"))
                .isTrue();
        TestPostgres.execute(
                server.database(), "UPDATE oauth_token_families SET rotated_at = rotated_at - interval '3 seconds'");
        assertThat(app.client().refresh(begun.getString("refresh_token")).code())
                .isEqualTo("invalid_grant");
        assertThat(app.client().introspect(next.getString("refresh_token")).text())
                .as("A30")
                .isEqualTo(INACTIVE);
        assertThat(app.client().introspect(next.getString("access_token")).text())
                .isEqualTo(INACTIVE);
    }

    static Stream<String> paths() {
        return Stream.of("/oauth/introspect", "/oauth/revoke");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void answersAsTheRfcSaysWhenTheMethodIsAnother(String path) {
        Answer answer = server.http().get("/tenants/acme" + path).send();

        assertThat(answer.status()).as("A54").isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }
}
