package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tenantry.app.Backend;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A new key signs, the old one verifies until its tokens are over, and then it is gone. */
@ExtendWith(VertxExtension.class)
class KeyRotationTest {

    /** A60. */
    @Test
    void keepsOldTokensGoodForTheOverlapWhenTheKeyIsRotated(Vertx vertx) throws Exception {
        try (var server = TestServer.start(vertx, Map.of())) {
            var tenant = server.tenant("acme");
            var client = tenant.client("read", "client_credentials");
            var old = client.token("grant_type", "client_credentials").json().getString("access_token");
            assertThat(keys(server)).hasSize(2).contains(keyOf(old));

            Await.result(Backend.join(
                            vertx,
                            server.config().environment(),
                            server.config().backend().orElseThrow(),
                            server.config().dataDir())
                    .compose(tool -> tool.rotateKeys().eventually(tool::close)));

            try (var node = server.another(vertx)) {
                var meanwhile =
                        client.token("grant_type", "client_credentials").json().getString("access_token");
                assertThat(keyOf(meanwhile))
                        .as("the new key is shown before it signs")
                        .isEqualTo(keyOf(old));
                assertThat(keys(node)).hasSize(4).contains(keyOf(old));
            }
            Await.until("every node shows the new key", () -> keys(server).size() == 4);

            TestPostgres.execute(
                    server.database(), "UPDATE signing_keys SET created_at = created_at - interval '2 minutes'");
            try (var node = server.another(vertx)) {
                var young = node.http()
                        .post("/oauth/token")
                        .tenant("acme")
                        .form(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                client.id(),
                                "client_secret",
                                client.secret())
                        .send()
                        .json()
                        .getString("access_token");
                assertThat(keyOf(young)).isNotEqualTo(keyOf(old));
                assertThat(keys(node)).hasSize(4).contains(keyOf(young), keyOf(old));
                assertThat(reading(node, old)).isEqualTo(200);
                assertThat(reading(node, young)).isEqualTo(200);
                assertThat(reading(server, young))
                        .as("known everywhere at once")
                        .isEqualTo(200);
            }

            TestPostgres.execute(
                    server.database(), "UPDATE signing_keys SET expires_at = now() WHERE retired_at IS NOT NULL");
            try (var node = server.another(vertx)) {
                assertThat(keys(node)).doesNotContain(keyOf(old)).hasSize(2);
                assertThat(reading(node, old)).isEqualTo(401);
            }
        }
    }

    @Test
    void refusesToStartWhenTheKeysWereEncryptedWithAnotherSecret(Vertx vertx) {
        try (var server = TestServer.start(vertx, Map.of())) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> TestServer.start(
                                    vertx,
                                    server.database(),
                                    Map.of("JWT_SECRET_KEY", "not the one that was used the first time"))
                            .close())
                    .hasMessageStartingWith("JWT_SECRET_KEY is not the one");
        }
    }

    private static int reading(TestServer server, String token) {
        return server.http()
                .get("/api/v1/products")
                .tenant("acme")
                .bearer(token)
                .send()
                .status();
    }

    private static List<String> keys(TestServer server) {
        try {
            var set = JWKSet.parse(
                    server.http().get("/oauth/jwks").tenant("acme").send().text());
            assertThat(set.getKeys()).noneMatch(JWK::isPrivate);
            assertThat(set.getKeys())
                    .extracting(key -> key.getAlgorithm().getName())
                    .contains("ES256", "RS256");
            return set.getKeys().stream().map(JWK::getKeyID).toList();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String keyOf(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }
}
