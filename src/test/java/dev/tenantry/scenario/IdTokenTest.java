package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.testing.CodeFlow;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ID tokens say who signed in, to one client, and nothing that was not asked for. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdTokenTest {
    private TestServer server;
    private TestTenant acme;
    private CodeFlow app;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        acme = server.tenant("acme");
        app = CodeFlow.of(acme);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Verified with what the tenant publishes. */
    private SignedJWT verified(JsonObject tokens) throws Exception {
        var jwt = SignedJWT.parse(tokens.getString("id_token"));
        var key = JWKSet.parse(
                        server.http().get("/tenants/acme/oauth/jwks").send().text())
                .getKeyByKeyId(jwt.getHeader().getKeyID());
        assertThat(jwt.verify(
                        jwt.getHeader().getAlgorithm().getName().equals("RS256")
                                ? new RSASSAVerifier(key.toRSAKey())
                                : new ECDSAVerifier(key.toECKey())))
                .isTrue();
        return jwt;
    }

    @Test
    void saysWhoSignedInAndNothingElseWhenACodeIsRedeemed() throws Exception {
        var tokens = app.tokens("scope", "openid profile email", "nonce", "n-0S6_WzA2Mj");

        var jwt = verified(tokens);
        var claims = jwt.getJWTClaimsSet();
        var hash = OpaqueToken.hash(tokens.getString("access_token"));

        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("JWT");
        assertThat(claims.getClaims().keySet())
                .containsExactlyInAnyOrder("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "sid");
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:8080/tenants/acme");
        assertThat(claims.getAudience()).containsExactly(app.client().id());
        assertThat(claims.getStringClaim("nonce")).isEqualTo("n-0S6_WzA2Mj");
        assertThat(claims.getStringClaim("at_hash"))
                .isEqualTo(Base64URL.encode(Arrays.copyOf(hash, 16)).toString());
        assertThat(claims.getLongClaim("auth_time"))
                .isLessThanOrEqualTo(claims.getIssueTime().toInstant().getEpochSecond());
        assertThat(claims.getSubject())
                .isEqualTo(SignedJWT.parse(tokens.getString("access_token"))
                        .getJWTClaimsSet()
                        .getSubject());
    }

    @Test
    void isSignedWithAnEllipticCurveWhenTheClientWantsIt() throws Exception {
        var flow = CodeFlow.of(acme.registered(new JsonObject()
                .put("redirect_uris", new JsonArray(List.of(CodeFlow.REDIRECT)))
                .put("grant_types", new JsonArray(List.of("authorization_code")))
                .put("scope", "openid read write")
                .put("id_token_signed_response_alg", "ES256")));

        assertThat(verified(flow.tokens()).getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    }

    @Test
    void saysMoreWhenTheClaimsParameterAsksForIt() throws Exception {
        var tokens = app.tokens(
                "scope",
                "openid",
                "claims",
                "{\"id_token\":{\"email\":null,\"acr\":null},\"userinfo\":{\"name\":null}}");

        assertThat(verified(tokens).getJWTClaimsSet().getStringClaim("email")).isEqualTo("admin@acme.example");
        assertThat(verified(tokens).getJWTClaimsSet().getClaims()).doesNotContainKeys("name", "acr", "email_verified");
        var told = server.http()
                .get("/tenants/acme/oauth/userinfo")
                .bearer(tokens.getString("access_token"))
                .send()
                .json();
        assertThat(told.fieldNames()).containsExactlyInAnyOrder("sub", "name");
    }

    @Test
    void tellsNothingByTheClaimsParameterWhenTheClientIsNotRegisteredForIt() throws Exception {
        var flow = CodeFlow.of(acme.registered(new JsonObject()
                .put("redirect_uris", new JsonArray(List.of(CodeFlow.REDIRECT)))
                .put("grant_types", new JsonArray(List.of("authorization_code")))
                .put("scope", "openid read write")));

        var tokens =
                flow.tokens("claims", "{\"id_token\":{\"email\":{\"essential\":true}},\"userinfo\":{\"name\":null}}");

        assertThat(verified(tokens).getJWTClaimsSet().getClaims()).doesNotContainKey("email");
        assertThat(server.http()
                        .get("/tenants/acme/oauth/userinfo")
                        .bearer(tokens.getString("access_token"))
                        .send()
                        .json()
                        .fieldNames())
                .containsExactly("sub");
    }

    @Test
    void saysTheSameSignInWithoutItsNonceWhenTokensAreRefreshed() throws Exception {
        var first = app.tokens("nonce", "once");
        var before = verified(first).getJWTClaimsSet();

        var second = app.client().refresh(first.getString("refresh_token")).json();
        var after = verified(second).getJWTClaimsSet();

        assertThat(after.getClaims()).doesNotContainKey("nonce");
        assertThat(after.getSubject()).isEqualTo(before.getSubject());
        assertThat(after.getLongClaim("auth_time")).isEqualTo(before.getLongClaim("auth_time"));
        assertThat(after.getStringClaim("sid")).isEqualTo(before.getStringClaim("sid"));
        assertThat(after.getStringClaim("at_hash")).isNotEqualTo(before.getStringClaim("at_hash"));
    }

    @Test
    void isNotThereWhenOpenidWasNotGranted() {
        assertThat(app.tokens("scope", "read").fieldNames()).doesNotContain("id_token");
        var refreshed = app.client()
                .token(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        app.tokens().getString("refresh_token"),
                        "scope",
                        "read");
        assertThat(refreshed.json().fieldNames()).doesNotContain("id_token");
    }

    @Test
    void opensNothingWhenItIsShownAsAccessToken() {
        var tokens = app.tokens("scope", "openid read");

        for (var path : List.of("/api/v1/products", "/oauth/userinfo")) {
            var answer = server.http()
                    .get("/tenants/acme" + path)
                    .bearer(tokens.getString("id_token"))
                    .send();
            assertThat(answer.status()).as("A58 %s", answer).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        }
        assertThat(app.client().introspect(tokens.getString("id_token")).text()).isEqualTo("{\"active\":false}");
    }

    static Stream<Forgery> forgeries() {
        return Stream.of(
                new Forgery("no signature", (token, key) -> Forged.withoutSignature(token)),
                new Forgery("a symmetric signature", (token, key) -> Forged.symmetric(token)),
                new Forgery("the public key as secret", Forged::publicKeyAsSecret),
                new Forgery("a key in the header", (token, key) -> Forged.ownKey(token)),
                new Forgery("a key elsewhere", (token, key) -> Forged.remoteKey(token)),
                new Forgery("an unknown key", (token, key) -> Forged.unknownKey(token)),
                new Forgery("a key id that wanders", (token, key) -> Forged.wanderingKey(token)),
                new Forgery("a critical extension", (token, key) -> Forged.critical(token)),
                new Forgery("a payload that is not encoded", (token, key) -> Forged.unencoded(token)));
    }

    record Forgery(String name, BiFunction<String, JWK, String> forged) {
        @Override
        public String toString() {
            return "A57 " + name;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void opensNothingWhenAnAccessTokenIsForged(Forgery forgery) throws Exception {
        var real = app.tokens("scope", "openid read").getString("access_token");
        var key = JWKSet.parse(
                        server.http().get("/tenants/acme/oauth/jwks").send().text())
                .getKeyByKeyId(SignedJWT.parse(real).getHeader().getKeyID());

        var forged = forgery.forged().apply(real, key);

        for (var path : List.of("/api/v1/products", "/oauth/userinfo")) {
            var answer =
                    server.http().get("/tenants/acme" + path).bearer(forged).send();
            assertThat(answer.status()).as("%s", answer).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        }
        assertThat(app.client().introspect(forged).text()).isEqualTo("{\"active\":false}");
    }
}
