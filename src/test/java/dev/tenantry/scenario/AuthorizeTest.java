package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Browser;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AuthorizeTest {
    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Test
    void works(Vertx vertx) {
        try (var server = TestServer.start(vertx, Map.of())) {
            var acme = server.tenant("acme");
            var answer = new Browser(acme.http())
                    .authorize(
                            acme,
                            "client_id",
                            "tenantry-console",
                            "response_type",
                            "code",
                            "scope",
                            "openid",
                            "code_challenge",
                            CHALLENGE,
                            "code_challenge_method",
                            "S256",
                            "state",
                            "a b&c=d+é",
                            "prompt",
                            "login consent");
            assertThat(Browser.told(answer))
                    .as("" + answer)
                    .containsKey("code")
                    .containsEntry("iss", "http://localhost:8080/tenants/acme")
                    .containsEntry("state", "a b&c=d+é");
        }
    }
}
