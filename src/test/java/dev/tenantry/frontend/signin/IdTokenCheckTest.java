package dev.tenantry.frontend.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.testing.Await;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ID tokens that are no answer to what was asked; one wrong thing in each. */
@ExtendWith(VertxExtension.class)
class IdTokenCheckTest {
    private static final String ISSUER = "https://api.example.com/tenants/acme";
    private static final Secret ACCESS_TOKEN = new Secret("an access token");
    private static final Attempt ATTEMPT = Attempt.at("acme");
    private static RSAKey own;
    private static RSAKey foreign;

    @BeforeAll
    static void makeKeys() throws Exception {
        own = new RSAKeyGenerator(2048)
                .keyID("own")
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        foreign = new RSAKeyGenerator(2048)
                .keyID("own")
                .algorithm(JWSAlgorithm.RS256)
                .generate();
    }

    private static List<JsonObject> published() {
        return List.of(new JsonObject(own.toPublicJWK().toJSONObject()));
    }

    private static JWTClaimsSet.Builder claims() {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("01a1fc37-772b-7031-92e9-5713fa69a0ef")
                .audience("tenantry-console")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(900)))
                .claim("nonce", ATTEMPT.nonce());
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("own").type(JOSEObjectType.JWT);
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, RSAKey key) throws Exception {
        var jwt = new SignedJWT(header, claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static String check(Vertx vertx, String token) {
        return Await.result(
                new IdTokenCheck(vertx).subject(ATTEMPT, ISSUER, new Secret(token), ACCESS_TOKEN, published()));
    }

    private static void refuses(Vertx vertx, String token) {
        assertThatThrownBy(() -> check(vertx, token))
                .isInstanceOfSatisfying(
                        Stopped.class, stopped -> assertThat(stopped.reason()).isEqualTo(Stopped.Reason.NOT_VERIFIED));
    }

    @Test
    void checkWhenEverythingIsRightThenItIsTheSubject(Vertx vertx) throws Exception {
        assertThat(check(vertx, signed(header().build(), claims().build(), own)))
                .isEqualTo("01a1fc37-772b-7031-92e9-5713fa69a0ef");
        var several = claims().audience(List.of("tenantry-console")).claim("azp", "tenantry-console");
        assertThat(check(vertx, signed(header().type(null).build(), several.build(), own)))
                .isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "iss,     https://api.example.com/tenants/beta",
        "iss,     ",
        "aud,     another",
        "aud,     ",
        "nonce,   another",
        "nonce,   ",
        "sub,     ",
        "azp,     another",
        "at_hash, another"
    })
    void checkWhenAClaimIsWrongOrMissingThenRefused(String name, String value, Vertx vertx) throws Exception {
        refuses(vertx, signed(header().build(), claims().claim(name, value).build(), own));
    }

    @Test
    void checkWhenItIsForOthersTooOrForNoTimeThenRefused(Vertx vertx) throws Exception {
        var past = Date.from(Instant.now().minusSeconds(120));
        var wrong = new ArrayList<JWTClaimsSet.Builder>();
        wrong.add(claims().audience(List.of("tenantry-console", "another")));
        wrong.add(claims().expirationTime(null));
        wrong.add(claims().issueTime(null));
        wrong.add(claims().expirationTime(past));
        wrong.add(claims().issueTime(Date.from(Instant.now().plusSeconds(600))));
        for (var claims : wrong) {
            refuses(vertx, signed(header().build(), claims.build(), own));
        }
    }

    @Test
    void checkWhenTheHeaderIsAnothersThenRefused(Vertx vertx) throws Exception {
        var right = claims().build();
        refuses(vertx, signed(header().type(new JOSEObjectType("at+jwt")).build(), right, own));
        refuses(vertx, signed(header().keyID("unknown").build(), right, own));
        refuses(vertx, signed(header().keyID(null).build(), right, own));
        refuses(vertx, signed(header().jwk(foreign.toPublicJWK()).build(), right, foreign));
        refuses(
                vertx,
                signed(new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("own").build(), right, own));
        refuses(vertx, signed(header().build(), right, foreign));
        refuses(vertx, new PlainJWT(right).serialize());
        var critical = header().customParams(Map.of("x", true)).criticalParams(Set.of("x"));
        refuses(vertx, signed(critical.build(), right, own));
        var mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("own").build(), right);
        mac.sign(new MACSigner(own.toRSAPublicKey().getEncoded()));
        refuses(vertx, mac.serialize());
        refuses(vertx, "nothing of the kind");
        refuses(vertx, "");
    }

    @Test
    void checkWhenItsBodyWasChangedThenRefused(Vertx vertx) throws Exception {
        var parts = signed(header().build(), claims().build(), own).split("\\.");
        var other = signed(header().build(), claims().subject("another").build(), own)
                .split("\\.");
        refuses(vertx, parts[0] + "." + other[1] + "." + parts[2]);
        refuses(vertx, parts[0] + "." + parts[1]);
        refuses(vertx, parts[0] + "." + parts[1] + ".");
    }
}
