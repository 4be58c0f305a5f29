package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestClient;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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

/** What the token and registration endpoints say, one row each. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenScenariosTest {
    private TestServer server;
    private TestTenant acme;
    private TestTenant beta;
    private TestClient app;
    private TestClient service;
    private TestClient betaApp;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        acme = server.tenant("acme");
        beta = server.tenant("beta");
        app = acme.client("read write profile", "password", "refresh_token");
        service = acme.client("read write profile", "client_credentials");
        betaApp = beta.client("read", "password", "refresh_token");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Http http() {
        return server.http();
    }

    record Row(String name, int status, String error, Function<TokenScenariosTest, Request> request) {
        @Override
        public String toString() {
            return name + " → " + status + " " + error;
        }
    }

    private static Row row(String name, int status, String error, Function<TokenScenariosTest, Request> request) {
        return new Row(name, status, error, request);
    }

    private Request token(String... parameters) {
        return http().post("/oauth/token").tenant("acme").form(parameters);
    }

    private Request basic(String id, String secret, String... parameters) {
        var credentials = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return token(parameters).header("Authorization", "Basic " + credentials);
    }

    private Request registering(String metadata) {
        return http().post("/oauth/client/register")
                .tenant("acme")
                .header("Cookie", acme.session())
                .json(metadata);
    }

    static Stream<Row> refusals() {
        return Stream.of(
                row("no client", 401, "invalid_client", t -> t.token("grant_type", "client_credentials")),
                row(
                        "an unknown client",
                        401,
                        "invalid_client",
                        t -> t.token("grant_type", "client_credentials", "client_id", "nobody", "client_secret", "x")),
                row(
                        "a wrong secret",
                        401,
                        "invalid_client",
                        t -> t.token(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                t.service.id(),
                                "client_secret",
                                "tnc_wrong")),
                row(
                        "a client of another tenant",
                        401,
                        "invalid_client",
                        t -> t.token(
                                "grant_type",
                                "password",
                                "client_id",
                                t.betaApp.id(),
                                "client_secret",
                                t.betaApp.secret())),
                row(
                        "Basic that is no Base64",
                        401,
                        "invalid_client",
                        t -> t.token("grant_type", "password").header("Authorization", "Basic ***")),
                row(
                        "two ways of authentication",
                        400,
                        "invalid_request",
                        t -> t.basic(
                                t.service.id(),
                                t.service.secret(),
                                "grant_type",
                                "client_credentials",
                                "client_secret",
                                t.service.secret())),
                row("no grant_type", 400, "invalid_request", t -> t.service.asking()),
                row("an empty grant_type", 400, "invalid_request", t -> t.service.asking("grant_type", "")),
                row(
                        "an unknown grant_type",
                        400,
                        "unsupported_grant_type",
                        t -> t.service.asking("grant_type", "urn:unknown")),
                row(
                        "A50 a grant the client may not use",
                        400,
                        "unauthorized_client",
                        t -> t.service.asking(
                                "grant_type", "password", "username", "admin", "password", TestServer.PASSWORD)),
                row(
                        "a parameter twice",
                        400,
                        "invalid_request",
                        t -> t.service.asking("grant_type", "client_credentials", "grant_type", "client_credentials")),
                row(
                        "more scope than the client has",
                        400,
                        "invalid_scope",
                        t -> t.service.asking("grant_type", "client_credentials", "scope", "read admin")),
                row(
                        "an unknown scope",
                        400,
                        "invalid_scope",
                        t -> t.service.asking("grant_type", "client_credentials", "scope", "everything")),
                row(
                        "A49 a person's scope for a service",
                        400,
                        "invalid_scope",
                        t -> t.service.asking("grant_type", "client_credentials", "scope", "profile")),
                row(
                        "a wrong password",
                        400,
                        "invalid_grant",
                        t -> t.app.asking("grant_type", "password", "username", "admin", "password", "wrong")),
                row(
                        "nobody's password",
                        400,
                        "invalid_grant",
                        t -> t.app.asking("grant_type", "password", "username", "nobody", "password", "wrong")),
                row(
                        "a password of 100,000 characters",
                        413,
                        "invalid_request",
                        t -> t.app.asking(
                                "grant_type", "password", "username", "admin", "password", "x".repeat(100_000))),
                row(
                        "a password of 10,000 characters",
                        400,
                        "invalid_grant",
                        t -> t.app.asking(
                                "grant_type", "password", "username", "admin", "password", "x".repeat(10_000))),
                row(
                        "no username",
                        400,
                        "invalid_request",
                        t -> t.app.asking("grant_type", "password", "password", TestServer.PASSWORD)),
                row(
                        "U+0000 in a username",
                        400,
                        "invalid_request",
                        t -> t.app.asking("grant_type", "password", "username", "ad\0min", "password", "x")),
                row(
                        "a refresh token that is none",
                        400,
                        "invalid_grant",
                        t -> t.app.asking("grant_type", "refresh_token", "refresh_token", "nonsense")),
                row(
                        "a refresh token that is cut",
                        400,
                        "invalid_grant",
                        t -> t.app.asking(
                                "grant_type",
                                "refresh_token",
                                "refresh_token",
                                t.app.password().getString("refresh_token").substring(0, 60))),
                row(
                        "an access token as a refresh token",
                        400,
                        "invalid_grant",
                        t -> t.app.asking(
                                "grant_type",
                                "refresh_token",
                                "refresh_token",
                                t.app.password().getString("access_token"))),
                row(
                        "a body in JSON",
                        415,
                        "invalid_request",
                        t -> t.http()
                                .post("/oauth/token")
                                .tenant("acme")
                                .json("{\"grant_type\":\"client_credentials\"}")),
                row(
                        "a body that is no UTF-8",
                        400,
                        "invalid_request",
                        t -> t.http()
                                .post("/oauth/token")
                                .tenant("acme")
                                .body("application/x-www-form-urlencoded", Buffer.buffer("grant_type=%ff"))),
                row(
                        "a body that cannot be decoded",
                        400,
                        "invalid_request",
                        t -> t.http()
                                .post("/oauth/token")
                                .tenant("acme")
                                .body("application/x-www-form-urlencoded", Buffer.buffer("grant_type=%zz"))),
                row(
                        "no tenant",
                        400,
                        "invalid_request",
                        t -> t.http().post("/oauth/token").form("grant_type", "client_credentials")),
                row(
                        "an unknown tenant",
                        404,
                        "invalid_request",
                        t -> t.http().post("/oauth/token").tenant("nobody").form("grant_type", "client_credentials")),
                row("metadata that is no JSON", 400, "invalid_request", t -> t.registering("{")),
                row(
                        "metadata of the wrong type",
                        400,
                        "invalid_client_metadata",
                        t -> t.registering("{\"grant_types\":\"password\"}")),
                row(
                        "an unknown grant",
                        400,
                        "invalid_client_metadata",
                        t -> t.registering("{\"grant_types\":[\"telepathy\"]}")),
                row("no grant at all", 400, "invalid_client_metadata", t -> t.registering("{\"grant_types\":[null]}")),
                row(
                        "refresh alone",
                        400,
                        "invalid_client_metadata",
                        t -> t.registering("{\"grant_types\":[\"refresh_token\"]}")),
                row(
                        "an unknown scope to register",
                        400,
                        "invalid_client_metadata",
                        t -> t.registering("{\"scope\":\"everything\"}")),
                row(
                        "an unknown way of authentication",
                        400,
                        "invalid_client_metadata",
                        t -> t.registering("{\"token_endpoint_auth_method\":\"private_key_jwt\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(Row row) {
        var answer = row.request().apply(this).send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(row.status());
        assertThat(answer.json().getString("error")).as("%s", answer).isEqualTo(row.error());
        assertThat(answer.json().getString("error_description")).isNotBlank();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        if (row.error().equals("invalid_client")) {
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Basic realm=\"tenantry\"");
        }
    }

    @Test
    void answersAlikeWhenTheClientIsUnknownAndWhenTheSecretIsWrong() {
        var unknown = token("grant_type", "password", "client_id", "nobody", "client_secret", "x")
                .send();
        var wrong = token("grant_type", "password", "client_id", app.id(), "client_secret", "x")
                .send();

        assertThat(wrong.text()).isEqualTo(unknown.text());
        assertThat(wrong.status()).isEqualTo(unknown.status());
    }

    @Test
    void issuesAnAccessTokenOfTheTenantsOwnIssuerWhenAServiceAsks() throws Exception {
        var answer = basic(service.id(), service.secret(), "grant_type", "client_credentials")
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json().getString("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().getInteger("expires_in")).isEqualTo(3600);
        assertThat(answer.json().getString("scope")).isEqualTo("read write");
        assertThat(answer.json().fieldNames()).doesNotContain("refresh_token");
        var token = SignedJWT.parse(answer.json().getString("access_token"));
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:8080/tenants/acme");
        assertThat(claims.getAudience()).containsExactly("http://localhost:8080/tenants/acme");
        assertThat(claims.getSubject()).isEqualTo(service.id());
        assertThat(claims.getStringClaim("tenant")).isEqualTo(acme.id());
        assertThat(claims.getStringClaim("client_id")).isEqualTo(service.id());
        assertThat(claims.getJWTID()).isNotBlank();
        var keys = JWKSet.parse(http().get("/tenants/acme/oauth/jwks").send().text());
        assertThat(keys.getKeyByKeyId(token.getHeader().getKeyID()).isPrivate()).isFalse();
    }

    @Test
    void letsAServiceWorkWhenItsScopeAllows() {
        var token = acme.serviceToken("read write");

        var created = http().post("/api/v1/products")
                .tenant("acme")
                .bearer(token)
                .json("{\"sku\":\"BY-SERVICE\",\"name\":\"x\",\"price_cents\":1}")
                .send();

        assertThat(created.status()).isEqualTo(201);
        assertThat(http().get("/api/v1/products")
                        .tenant("beta")
                        .bearer(token)
                        .send()
                        .status())
                .isEqualTo(401);
    }

    /** A34. */
    @Test
    void narrowsTheScopeWhenARefreshAsksForLess() {
        var refreshed = app.token(
                "grant_type",
                "refresh_token",
                "refresh_token",
                app.password().getString("refresh_token"),
                "scope",
                "read");
        var widened = app.token(
                "grant_type",
                "refresh_token",
                "refresh_token",
                refreshed.json().getString("refresh_token"),
                "scope",
                "read admin");
        var whole = app.refresh(refreshed.json().getString("refresh_token"));

        assertThat(refreshed.json().getString("scope")).isEqualTo("read");
        assertThat(widened.code()).isEqualTo("invalid_scope");
        assertThat(whole.json().getString("scope")).isEqualTo("read write profile");
    }

    @Test
    void refusesAndSparesTheFamilyWhenAnotherClientShowsTheToken() {
        var stranger = acme.client("read", "password", "refresh_token");
        var refreshToken = app.password().getString("refresh_token");

        var stolen = stranger.refresh(refreshToken);
        var abroad = betaApp.refresh(refreshToken);

        assertThat(stolen.code()).isEqualTo("invalid_grant");
        assertThat(abroad.code()).isEqualTo("invalid_grant");
        assertThat(app.refresh(refreshToken).status()).isEqualTo(200);
    }

    @Test
    void signsOutWhenTheBrowserAsks() {
        var session = acme.session();

        var out = http().post("/oauth/logout")
                .tenant("acme")
                .header("Cookie", session)
                .send();
        var after = http().post("/oauth/client/register")
                .tenant("acme")
                .header("Cookie", session)
                .json("{}")
                .send();

        assertThat(out.status()).isEqualTo(200);
        assertThat(out.header("set-cookie")).contains("Max-Age=0");
        assertThat(after.status()).isEqualTo(401);
    }

    @Test
    void keepsNoSecretInTheClearWhenItStoresOne() {
        var tokens = app.password();
        acme.session();

        var stored = TestPostgres.query(server.database(), """
                        SELECT (SELECT json_agg(t)::text FROM oauth_clients t)
                            || (SELECT json_agg(t)::text FROM oauth_token_families t)
                            || (SELECT json_agg(t)::text FROM sessions t)
                            || (SELECT json_agg(t)::text FROM credentials t)
                            || (SELECT json_agg(t)::text FROM signing_keys t) AS everything
                        """).get(0).get("everything");

        assertThat(stored)
                .doesNotContain(app.secret(), app.secret().substring(4), TestServer.PASSWORD)
                .doesNotContain(tokens.getString("refresh_token").substring(4), "tns_", "tnc_", "\"d\":")
                .contains("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void hardensTheSessionCookieWhenTheIssuerIsHttps(Vertx vertx) {
        try (var secure = TestServer.start(vertx, Map.of("OAUTH2_ISSUER", "https://id.example.com"))) {
            var tenant = secure.tenant("acme");

            var cookie = secure.http()
                    .post("/oauth/login")
                    .tenant(tenant.slug())
                    .json(Map.of("username", "ADMIN@acme.example", "password", TestServer.PASSWORD))
                    .send()
                    .header("set-cookie");

            assertThat(cookie)
                    .startsWith("__Host-tenantry_session_acme=tns_")
                    .contains("Path=/", "HTTPOnly", "Secure", "SameSite=Lax")
                    .doesNotContain("Domain");
        }
    }

    @Test
    void refusesATokenWhenItHasExpired(Vertx vertx) {
        try (var hasty = TestServer.start(vertx, Map.of("OAUTH2_ACCESS_TOKEN_EXPIRES", "1"))) {
            var token = hasty.tenant("acme").ownerToken("read");
            Await.until("the token has expired", () -> {
                var answer = hasty.http()
                        .get("/api/v1/products")
                        .tenant("acme")
                        .bearer(token)
                        .send();
                return answer.status() == 401
                        && answer.code().equals("invalid_token")
                        && answer.header("WWW-Authenticate").contains("error=\"invalid_token\"");
            });
        }
    }
}
