package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestClient;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which pages of other origins may call what (A81). */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsTest {
    private static final String LISTED = "https://listed.example";
    private static final String ACME = "https://acme-app.example";
    private static final String BETA = "https://beta-app.example";
    private static final String NOBODY = "https://nobody.example";
    private static final String ALLOW = "Access-Control-Allow-Origin";
    private TestServer server;
    private TestTenant acme;
    private TestClient app;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of("CORS_ORIGINS", LISTED));
        acme = server.tenant("acme");
        app = acme.publicClient("https://ACME-app.example:443/cb?x=1", "http://localhost:3000/cb");
        assertThat(server.tenant("beta").publicClient(BETA + "/cb").id()).isNotEmpty();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Answer asking(String path, String origin) {
        return server.http()
                .post(path)
                .tenant("acme")
                .header("Origin", origin)
                .form("grant_type", "refresh_token", "client_id", app.id(), "refresh_token", "x")
                .send();
    }

    private Answer preflight(String path, String method, String origin) {
        return server.http()
                .request("OPTIONS", path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .send();
    }

    private static void assertAllowed(Answer answer, String origin) {
        assertThat(answer.headers().getAll(ALLOW)).as("%s", answer).containsExactly(origin);
        assertThat(answer.headers().contains("Access-Control-Allow-Credentials"))
                .isFalse();
        assertThat(answer.headers().getAll("Vary")).contains("origin");
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.headers().names().stream()
                        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control")))
                .as("%s", answer)
                .isEmpty();
    }

    @Test
    void readsWhenThePageIsOfAClientOfTheTenantThenNotOfAnother() {
        assertAllowed(asking("/oauth/token", ACME), ACME);
        assertAllowed(asking("/oauth/token", "http://localhost:3000"), "http://localhost:3000");
        assertAllowed(asking("/oauth/token", LISTED), LISTED);
        for (var origin : List.of(
                BETA,
                NOBODY,
                "null",
                "http://acme-app.example",
                "https://acme-app.example:8443",
                "https://evil.acme-app.example",
                "https://ACME-app.example",
                "http://localhost",
                "https://" + "x".repeat(400) + ".example",
                "*")) {
            assertRefused(asking("/oauth/token", origin));
        }
    }

    @Test
    void answersAPreflightWhenTheTenantIsKnownThenForItsClientsAlone() {
        assertAllowed(preflight("/tenants/acme/oauth/token", "POST", ACME), ACME);
        assertAllowed(preflight("/tenants/acme/oauth/token", "POST", LISTED), LISTED);
        assertRefused(preflight("/tenants/acme/oauth/token", "POST", BETA));
        assertRefused(preflight("/tenants/beta/oauth/token", "POST", ACME));
        assertRefused(preflight("/tenants/nobody/oauth/token", "POST", ACME));
        assertAllowed(preflight("/tenants/nobody/oauth/token", "POST", LISTED), LISTED);
    }

    @Test
    void answersAPreflightWhenNoTenantIsNamedThenForAnyClient() {
        var answer = preflight("/oauth/token", "POST", BETA);

        assertThat(answer.status()).isEqualTo(204);
        assertAllowed(answer, BETA);
        assertThat(answer.header("Access-Control-Allow-Headers")).contains("X-Tenant-Slug");
        assertAllowed(preflight("/oauth/jwks", "GET", ACME), ACME);
        assertAllowed(preflight("/oauth/userinfo", "GET", ACME), ACME);
        assertAllowed(preflight("/oauth/revoke", "POST", ACME), ACME);
        assertAllowed(preflight("/oauth/register/" + app.id(), "GET", ACME), ACME);
        assertRefused(preflight("/oauth/token", "POST", NOBODY));
        assertRefused(preflight("/oauth/token", "POST", "null"));
    }

    @Test
    void refusesClientsPagesWhenTheRouteIsNotForThem() {
        assertRefused(preflight("/api/v1/products", "GET", ACME));
        assertRefused(preflight("/oauth/login", "POST", ACME));
        assertRefused(preflight("/oauth/clients", "GET", ACME));
        assertRefused(preflight("/no/such/path", "GET", ACME));
        assertAllowed(preflight("/api/v1/products", "GET", LISTED), LISTED);
        assertAllowed(preflight("/no/such/path", "GET", LISTED), LISTED);
        assertRefused(server.http()
                .get("/api/protected")
                .tenant("acme")
                .header("Origin", ACME)
                .send());
    }

    @Test
    void refusesEveryPageWhenTheRouteIsForPeopleToGoTo() {
        for (var path : List.of("/oauth/authorize", "/oauth/end_session", "/tenants/acme/oauth/authorize")) {
            for (var origin : List.of(LISTED, ACME)) {
                assertRefused(preflight(path, "GET", origin));
                assertRefused(preflight(path, "POST", origin));
                assertRefused(preflight(path, "PUT", origin));
                assertRefused(server.http()
                        .get(path + "?client_id=" + app.id())
                        .tenant("acme")
                        .header("Origin", origin)
                        .send());
                assertRefused(server.http()
                        .request("PUT", path)
                        .tenant("acme")
                        .header("Origin", origin)
                        .send());
            }
        }
    }

    @Test
    void forgetsAnOriginWhenItsClientIsChangedOrGoneThenWithinASecond() {
        var client = acme.publicClient("https://first.example/cb");
        assertAllowed(asking("/oauth/token", "https://first.example"), "https://first.example");

        var changed = server.http()
                .request("PUT", "/oauth/clients/" + client.id())
                .tenant("acme")
                .header("Cookie", acme.session())
                .json(new JsonObject()
                        .put("redirect_uris", new JsonArray().add("https://second.example/cb"))
                        .encode())
                .send();
        assertThat(changed.status()).isEqualTo(200);
        Await.until(
                "the first is forgotten",
                () -> !asking("/oauth/token", "https://first.example").headers().contains(ALLOW));
        assertAllowed(asking("/oauth/token", "https://second.example"), "https://second.example");

        var deleted = server.http()
                .request("DELETE", "/oauth/clients/" + client.id())
                .tenant("acme")
                .header("Cookie", acme.session())
                .send();
        assertThat(deleted.status()).isEqualTo(200);
        Await.until(
                "the second is forgotten",
                () -> !asking("/oauth/token", "https://second.example")
                        .headers()
                        .contains(ALLOW));
        assertRefused(preflight("/oauth/token", "POST", "https://second.example"));
    }

    @Test
    void registersNoOriginWhenTheClientIsNative() {
        var client = acme.registered(new JsonObject()
                .put("application_type", "native")
                .put("token_endpoint_auth_method", "none")
                .put(
                        "redirect_uris",
                        new JsonArray().add("https://native.example/cb").add("com.example.app:/cb")));

        assertThat(client.id()).isNotEmpty();
        assertRefused(asking("/oauth/token", "https://native.example"));
    }
}
