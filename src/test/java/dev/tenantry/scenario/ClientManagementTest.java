package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Http;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that manage themselves (RFC 7592) and owners who manage them (A35, A78). */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientManagementTest {
    private TestServer server;
    private TestTenant acme;
    private TestTenant beta;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        acme = server.tenant("acme");
        beta = server.tenant("beta");
        for (var tenant : List.of(acme, beta)) {
            var opened = http().request("PUT", "/oauth/registration/policy")
                    .tenant(tenant.slug())
                    .header("Cookie", tenant.session())
                    .json(Map.of("registration", "open"))
                    .send();
            assertThat(opened.status()).isEqualTo(200);
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Http http() {
        return server.http();
    }

    private static JsonObject metadata() {
        return new JsonObject()
                .put("client_name", "Self-made")
                .put("redirect_uris", new JsonArray().add("https://app.example/cb"))
                .put("grant_types", new JsonArray().add("authorization_code").add("refresh_token"));
    }

    private static JsonObject registered(TestTenant tenant) {
        var answer = tenant.http()
                .post("/oauth/register")
                .tenant(tenant.slug())
                .json(metadata().encode())
                .send();
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.json();
    }

    private static String path(JsonObject client) {
        return "/oauth/register/" + client.getString("client_id");
    }

    private static String token(JsonObject client) {
        return client.getString("registration_access_token");
    }

    private Answer changing(JsonObject client, JsonObject to) {
        return http().request("PUT", path(client))
                .tenant("acme")
                .bearer(token(client))
                .json(to.encode())
                .send();
    }

    private Request asOwner(String method, String path) {
        return http().request(method, path).tenant("acme").header("Cookie", acme.session());
    }

    private static TestClient client(TestTenant tenant, JsonObject registered) {
        return new TestClient(tenant, registered.getString("client_id"), registered.getString("client_secret", ""));
    }

    /** What the token endpoint says to a code that is none: {@code invalid_grant} once the client is known. */
    private static String standing(TestClient client) {
        return client.token("grant_type", "refresh_token", "refresh_token", "tnr_none")
                .code();
    }

    @Test
    void readsWhenTheClientShowsItsTokenThenNeverTheSecret() {
        var client = registered(acme);

        var read = http().get(path(client)).tenant("acme").bearer(token(client)).send();

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text()).doesNotContain(client.getString("client_secret"));
        assertThat(read.header("Cache-Control")).isEqualTo("no-store");
        assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(read.header("Content-Type")).isEqualTo("application/json");
        var without = client.copy();
        without.remove("client_secret");
        without.remove("client_secret_expires_at");
        assertThat(read.json()).isEqualTo(without);
        var byPath =
                http().get("/tenants/acme" + path(client)).bearer(token(client)).send();
        assertThat(byPath.status()).isEqualTo(200);
    }

    @Test
    void refusesAlikeWhenTheTokenIsAnothersOrTheClientIsUnknown() {
        var one = registered(acme);
        var two = registered(acme);
        var abroad = registered(beta);
        var byMember = acme.codeClient("https://app.example/cb");
        var nobody = "/oauth/register/00000000-0000-0000-0000-000000000000";

        for (var method : List.of("GET", "PUT", "DELETE")) {
            var answers = List.of(
                            http().request(method, path(one)).bearer(token(two)),
                            http().request(method, path(one)).bearer(token(abroad)),
                            http().request(method, path(one)).bearer("tng_wrong"),
                            http().request(method, path(one)).bearer(acme.ownerToken("admin")),
                            http().request(method, path(abroad)).bearer(token(abroad)),
                            http().request(method, "/oauth/register/" + byMember.id())
                                    .bearer(token(one)),
                            http().request(method, nobody).bearer(token(one)),
                            http().request(method, "/oauth/register/nobody").bearer(token(one)),
                            http().request(method, "/oauth/register/tenantry-console")
                                    .bearer(token(one)))
                    .stream()
                    .map(request -> (method.equals("PUT")
                                    ? request.json(metadata().encode())
                                    : request)
                            .tenant("acme")
                            .send())
                    .toList();
            assertThat(answers).extracting(Answer::status).containsOnly(401);
            assertThat(answers)
                    .extracting(Answer::text)
                    .containsOnly(answers.get(0).text());
            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer"));
            assertThat(http().request(method, path(one))
                            .tenant("acme")
                            .json(metadata().encode())
                            .send()
                            .status())
                    .isEqualTo(401);
        }
        assertThat(http().get(path(one))
                        .tenant("acme")
                        .bearer(token(one))
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesWhenTheTokenStandsInTheQuery() {
        var client = registered(acme);

        var answer = http().get(path(client) + "?access_token=" + token(client))
                .tenant("acme")
                .send();

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void replacesWhenTheClientChangesItselfThenKeepsItsSecret() {
        var client = registered(acme);
        var to = new JsonObject()
                .put("client_id", client.getString("client_id"))
                .put("client_secret", client.getString("client_secret"))
                .put("redirect_uris", new JsonArray().add("https://other.example/cb"))
                .put("grant_types", new JsonArray().add("authorization_code").add("refresh_token"));

        var changed = changing(client, to);

        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        assertThat(changed.json().getString("client_name")).isEqualTo("Unnamed client");
        assertThat(changed.json().getJsonArray("redirect_uris"))
                .isEqualTo(new JsonArray().add("https://other.example/cb"));
        assertThat(changed.json().getLong("client_id_issued_at")).isEqualTo(client.getLong("client_id_issued_at"));
        assertThat(changed.json().fieldNames()).doesNotContain("client_secret");
        assertThat(http().get(path(client))
                        .tenant("acme")
                        .bearer(token(client))
                        .send()
                        .json())
                .isEqualTo(changed.json());
        assertThat(standing(client(acme, client))).isEqualTo("invalid_grant");
    }

    @Test
    void refusesAChangeWhenItIsNotTheClientsToMake() {
        var client = registered(acme);
        var own = metadata().put("client_id", client.getString("client_id"));
        var before =
                http().get(path(client)).tenant("acme").bearer(token(client)).send();

        for (var to : List.of(
                metadata(),
                metadata().put("client_id", "somebody"),
                own.copy().put("client_secret", "tnc_other"),
                own.copy().put("registration_access_token", token(client)),
                own.copy().put("client_id_issued_at", 1),
                own.copy().put("scope", "admin"),
                own.copy().put("first_party", true),
                own.copy().put("require_pkce", false),
                own.copy().put("grant_types", new JsonArray().add("password")),
                own.copy().put("redirect_uris", new JsonArray().add("javascript:alert(1)")))) {
            var answer = changing(client, to);
            assertThat(answer.status()).as("%s: %s", to, answer).isEqualTo(400);
            assertThat(answer.code()).isIn("invalid_client_metadata", "invalid_redirect_uri");
        }
        assertThat(http().get(path(client))
                        .tenant("acme")
                        .bearer(token(client))
                        .send()
                        .text())
                .isEqualTo(before.text());
    }

    @Test
    void givesASecretWhenAPublicClientBecomesConfidentialAndTakesItWhenItGoesBack() {
        var client = registered(acme);
        var own = metadata().put("client_id", client.getString("client_id"));

        var open = changing(client, own.copy().put("token_endpoint_auth_method", "none"));
        var oldSecret = standing(client(acme, client));
        var withNone = standing(new TestClient(acme, client.getString("client_id"), ""));
        var closed = changing(client, own);

        assertThat(open.json().fieldNames()).doesNotContain("client_secret");
        assertThat(oldSecret).isEqualTo("invalid_client");
        assertThat(withNone).isEqualTo("invalid_grant");
        assertThat(closed.json().getString("client_secret"))
                .startsWith("tnc_")
                .isNotEqualTo(client.getString("client_secret"));
        assertThat(standing(client(acme, closed.json()))).isEqualTo("invalid_grant");
    }

    @Test
    void endsEverythingOfTheClientWhenItDeletesItself() {
        var client = registered(acme);

        var deleted = http().request("DELETE", path(client))
                .tenant("acme")
                .bearer(token(client))
                .send();
        var again = http().request("DELETE", path(client))
                .tenant("acme")
                .bearer(token(client))
                .send();

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.text()).isEmpty();
        assertThat(again.status()).isEqualTo(401);
        assertThat(standing(client(acme, client))).isEqualTo("invalid_client");
        assertThat(revoked(client.getString("client_id"))).isEqualTo(1);
    }

    private long revoked(String clientId) {
        return TestPostgres.query(
                        server.database(),
                        "SELECT 1 AS one FROM revocations WHERE kind = 'client' AND subject = '" + clientId + "'")
                .size();
    }

    @Test
    void endsRefreshTokensWhenTheOwnerDeletesTheirClient() {
        var client = acme.client("read", "password", "refresh_token");
        var other = acme.client("read", "password", "refresh_token");
        var refreshToken = client.password().getString("refresh_token");
        var others = other.password().getString("refresh_token");

        assertThat(asOwner("DELETE", "/oauth/clients/" + client.id()).send().status())
                .isEqualTo(200);

        assertThat(client.refresh(refreshToken).code()).isEqualTo("invalid_client");
        assertThat(other.refresh(refreshToken).code()).isEqualTo("invalid_grant");
        assertThat(other.refresh(others).status()).isEqualTo(200);
        assertThat(revoked(client.id())).isEqualTo(1);
        assertThat(asOwner("DELETE", "/oauth/clients/" + client.id()).send().status())
                .isEqualTo(404);
    }

    @Test
    void changesWhenTheOwnerAsksThenOriginAndSecretStay() {
        var client = registered(acme);
        var id = client.getString("client_id");

        var changed = asOwner("PUT", "/oauth/clients/" + id)
                .json(metadata().put("first_party", true).put("scope", "write").encode())
                .send();
        var read = asOwner("GET", "/oauth/clients/" + id).send();

        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        assertThat(read.data().getBoolean("first_party")).isTrue();
        assertThat(read.data().getString("scope")).isEqualTo("write");
        assertThat(read.data().getString("origin")).isEqualTo("dynamic");
        assertThat(standing(client(acme, client))).isEqualTo("invalid_grant");
    }

    @Test
    void renewsTheSecretWhenTheOwnerAsksThenTheOldOneIsWorthNothing() {
        var client = acme.codeClient("https://app.example/cb");
        var open = acme.publicClient("https://app.example/cb");

        var renewed =
                asOwner("POST", "/oauth/clients/" + client.id() + "/secret").send();

        assertThat(renewed.status()).as("%s", renewed).isEqualTo(200);
        assertThat(standing(client)).isEqualTo("invalid_client");
        assertThat(standing(new TestClient(acme, client.id(), renewed.data().getString("client_secret"))))
                .isEqualTo("invalid_grant");
        assertThat(asOwner("POST", "/oauth/clients/" + open.id() + "/secret")
                        .send()
                        .status())
                .isEqualTo(409);
    }

    @Test
    void listsPageByPageWhenTheOwnerAsksThenOnlyTheTenantsOwn() {
        var tenant = server.tenant("listing");
        var first = tenant.client("read", "client_credentials");
        var second = tenant.client("read", "client_credentials");
        // The built-in ones have rows once they are used; nobody registered them.
        assertThat(http().post("/oauth/token")
                        .tenant("listing")
                        .form("grant_type", "refresh_token", "refresh_token", "x", "client_id", "tenantry-console")
                        .send()
                        .code())
                .isEqualTo("invalid_grant");

        var page = http().get("/oauth/clients?limit=1")
                .tenant("listing")
                .header("Cookie", tenant.session())
                .send();
        var next = http().get("/oauth/clients?limit=1&cursor=" + page.data().getString("next_cursor"))
                .tenant("listing")
                .header("Cookie", tenant.session())
                .send();

        assertThat(page.data().getJsonArray("items").getJsonObject(0).getString("client_id"))
                .isEqualTo(second.id());
        assertThat(next.data().getJsonArray("items").getJsonObject(0).getString("client_id"))
                .isEqualTo(first.id());
        assertThat(next.data().getString("next_cursor")).isNull();
        assertThat(page.text()).doesNotContain(second.secret());
    }

    @Test
    void answersNotFoundWhenTheClientIsAnothersOrBuiltIn() {
        var abroad = beta.codeClient("https://app.example/cb");
        assertThat(http().post("/oauth/token")
                        .tenant("acme")
                        .form("grant_type", "refresh_token", "refresh_token", "x", "client_id", "tenantry-console")
                        .send()
                        .code())
                .isEqualTo("invalid_grant");
        var builtIn = TestPostgres.query(
                        server.database(), "SELECT id FROM oauth_clients WHERE origin = 'built_in' LIMIT 1")
                .get(0)
                .get("id");

        for (var id : List.of(abroad.id(), builtIn, "tenantry-console", "00000000-0000-0000-0000-000000000000")) {
            var path = "/oauth/clients/" + id;
            assertThat(asOwner("GET", path).send().status()).isEqualTo(404);
            assertThat(asOwner("PUT", path).json("{}").send().status()).isEqualTo(404);
            assertThat(asOwner("DELETE", path).send().status()).isEqualTo(404);
            assertThat(asOwner("POST", path + "/secret").send().status()).isEqualTo(404);
        }
        assertThat(standing(abroad)).isEqualTo("invalid_grant");
    }

    @Test
    void refusesWhenTheTokenOrTheRoleDoesNotAllowIt() {
        var read = acme.ownerToken("read write");

        for (var path : List.of("/oauth/clients", "/oauth/registration/policy", "/oauth/registration/tokens")) {
            assertThat(http().get(path).tenant("acme").send().status()).isEqualTo(401);
            assertThat(http().get(path).tenant("acme").bearer(read).send().status())
                    .isEqualTo(403);
            assertThat(http().get(path)
                            .tenant("beta")
                            .bearer(acme.ownerToken("admin"))
                            .send()
                            .status())
                    .isEqualTo(401);
            assertThat(asOwner("GET", path)
                            .header("Origin", "https://evil.example")
                            .send()
                            .status())
                    .isEqualTo(403);
            assertThat(http().get(path)
                            .tenant("acme")
                            .bearer(acme.ownerToken("admin"))
                            .send()
                            .status())
                    .isEqualTo(200);
        }
    }
}
