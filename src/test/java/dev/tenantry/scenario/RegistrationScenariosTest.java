package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients may be registered as, by a tenant's owner and by themselves (A03, A07, A12, A48, A55, A78). */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrationScenariosTest {
    private static final String HTTPS = "https://app.example/cb";
    private TestServer server;
    private TestTenant acme;
    private TestTenant beta;
    private String owner;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        acme = server.tenant("acme");
        beta = server.tenant("beta");
        owner = acme.session();
        decide(acme, "open");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Http http() {
        return server.http();
    }

    private static JsonObject decide(TestTenant tenant, String registration, String... more) {
        var body = new JsonObject().put("registration", registration);
        for (int at = 0; at < more.length; at += 2) {
            body.put(more[at], Json.decodeValue(more[at + 1]));
        }
        var answer = tenant.http()
                .request("PUT", "/oauth/registration/policy")
                .tenant(tenant.slug())
                .header("Cookie", tenant.session())
                .json(body.encode())
                .send();
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.data();
    }

    private static String initialToken(TestTenant tenant, Map<String, ?> wanted) {
        var answer = tenant.http()
                .post("/oauth/registration/tokens")
                .tenant(tenant.slug())
                .header("Cookie", tenant.session())
                .json(wanted)
                .send();
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.data().getString("initial_access_token");
    }

    private Answer byOwner(JsonObject metadata) {
        return http().post("/oauth/client/register")
                .tenant("acme")
                .header("Cookie", owner)
                .json(metadata.encode())
                .send();
    }

    private static Http.Request byItself(TestTenant tenant, JsonObject metadata) {
        return tenant.http().post("/oauth/register").tenant(tenant.slug()).json(metadata.encode());
    }

    private static JsonObject with(String member, Object value) {
        return new JsonObject()
                .put("redirect_uris", new JsonArray(List.of(HTTPS)))
                .put(member, value);
    }

    private static JsonObject nativeAt(String uri) {
        return new JsonObject().put("application_type", "native").put("redirect_uris", new JsonArray(List.of(uri)));
    }

    record Row(String name, String error, JsonObject metadata) {
        @Override
        public String toString() {
            return name + " → " + error;
        }
    }

    private static Row redirect(String uri) {
        return new Row(
                "redirect_uri " + uri.replaceAll("[^ -~]", "?"),
                "invalid_redirect_uri",
                new JsonObject().put("redirect_uris", new JsonArray(List.of(uri))));
    }

    private static Row member(String member, Object value) {
        return new Row(member + " " + value, "invalid_client_metadata", with(member, value));
    }

    static Stream<Row> badAddresses() {
        var uris = Stream.of(
                        "http://localhost:80@evil.example/cb",
                        "https://user@app.example/cb",
                        "https://app.example@evil.example/cb",
                        "https://app.example\\@evil.example/cb",
                        "https://app.example\\.evil.example/cb",
                        "https://app.example/c b",
                        "https://app.example/\tcb",
                        "https://app.example/\r\ncb",
                        "https://аpp.example/cb",
                        "https://app.example/cb#fragment",
                        "https://app.example/cb#",
                        "https://*.example/cb",
                        "https://app.example/*",
                        "https:///cb",
                        "https:app.example/cb",
                        "//app.example/cb",
                        "/cb",
                        "cb",
                        "",
                        "https://app.example:99999/cb",
                        "https://app.example:0/cb",
                        "https://app.example:x/cb",
                        "https://app_1.example/cb",
                        "https://app.example/a/../cb",
                        "https://app.example/a/%2e%2E/cb",
                        "https://app.example/%zz",
                        "HTTPS://app.example/cb",
                        "http://app.example/cb",
                        "http://localhost.evil.example/cb",
                        "http://127.0.0.2/cb",
                        "http://0.0.0.0/cb",
                        "javascript:alert(1)",
                        "javascript://app.example/%0aalert(1)",
                        "JAVASCRIPT:alert(1)",
                        "data:text/html,x",
                        "vbscript:x",
                        "file:///etc/passwd",
                        "blob:https://app.example/x",
                        "about:blank",
                        "ftp://app.example/cb",
                        "com.example.app:/cb",
                        "https://app.example/cb?code=x",
                        "https://app.example/cb?a=1&state=y",
                        "https://app.example/cb?%63ode=x",
                        "https://app.example/cb?error",
                        "https://app.example/cb?iss=https://evil.example",
                        "https://app.example/" + "x".repeat(2_000))
                .map(RegistrationScenariosTest::redirect);
        var natives = Stream.of(
                        "myapp:/cb",
                        "javascript:/cb",
                        "data:/cb",
                        "com.example.app:cb",
                        "com.example.app:/cb#x",
                        "Com.Example:/cb",
                        "com..example:/cb",
                        "com.example.app:/cb?code=1",
                        "http://192.168.0.1/cb")
                .map(uri -> new Row("native " + uri, "invalid_redirect_uri", nativeAt(uri)));
        return Stream.concat(uris, natives);
    }

    static Stream<Row> badMembers() {
        return Stream.of(
                member("post_logout_redirect_uris", new JsonArray().add("javascript:alert(1)")),
                member("post_logout_redirect_uris", new JsonArray().add("https://*.example/")),
                member("post_logout_redirect_uris", new JsonArray().add("http://app.example/")),
                member("post_logout_redirect_uris", new JsonArray().add("https://app.example/?state=1")),
                member("post_logout_redirect_uris", new JsonArray().addNull()),
                member("logo_uri", "javascript:alert(1)"),
                member("logo_uri", "data:image/svg+xml,x"),
                member("logo_uri", "https://user@app.example/logo"),
                member("policy_uri", "vbscript:x"),
                member("tos_uri", "file:///x"),
                member("client_uri", "app.example"),
                member("client_uri", "https://*.example"),
                member("initiate_login_uri", "http://app.example/start"),
                member("sector_identifier_uri", "http://app.example/list"),
                member("jwks_uri", "http://app.example/keys"),
                member("jwks", new JsonObject()),
                member(
                        "jwks",
                        new JsonObject()
                                .put(
                                        "keys",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("kty", "oct")
                                                        .put("k", "AAAA")))),
                member("client_name", "x".repeat(201)),
                member("client_name", "a\u202Eb"),
                member("client_name", "a\nb"),
                member("contacts", new JsonArray().add("x".repeat(201))),
                member("software_id", "x".repeat(201)),
                member("token_endpoint_auth_method", "private_key_jwt"),
                member("token_endpoint_auth_method", "client_secret_jwt"),
                member("grant_types", new JsonArray().add("implicit")),
                member("grant_types", new JsonArray().add("refresh_token")),
                member("grant_types", new JsonArray().addNull()),
                member("response_types", new JsonArray().add("token")),
                member("response_types", new JsonArray().add("code id_token")),
                member("application_type", "desktop"),
                member("subject_type", "pairwise"),
                member("id_token_signed_response_alg", "none"),
                member("id_token_signed_response_alg", "HS256"),
                member("id_token_encrypted_response_alg", "RSA-OAEP"),
                member("userinfo_signed_response_alg", "RS256"),
                member("request_object_signing_alg", "RS256"),
                member("default_max_age", -1),
                member("default_max_age", "60"),
                member("require_auth_time", "yes"),
                member("scope", "openid everything"),
                member("scope", "openid  profile"),
                member("redirect_uris", "https://app.example/cb"),
                new Row(
                        "too many redirect_uris",
                        "invalid_client_metadata",
                        new JsonObject()
                                .put(
                                        "redirect_uris",
                                        new JsonArray(IntStream.range(0, 33)
                                                .mapToObj(i -> HTTPS + i)
                                                .toList()))),
                new Row(
                        "code without authorization_code",
                        "invalid_client_metadata",
                        with("response_types", new JsonArray().add("code"))
                                .put("grant_types", new JsonArray().add("client_credentials"))),
                new Row(
                        "a public client of client_credentials",
                        "invalid_client_metadata",
                        with("token_endpoint_auth_method", "none")
                                .put("grant_types", new JsonArray().add("client_credentials"))),
                new Row(
                        "a public client without PKCE",
                        "invalid_client_metadata",
                        with("token_endpoint_auth_method", "none").put("require_pkce", false)),
                new Row(
                        "a public resource server",
                        "invalid_client_metadata",
                        with("token_endpoint_auth_method", "none").put("resource_server", true)),
                new Row(
                        "no redirect_uris",
                        "invalid_redirect_uri",
                        new JsonObject().put("grant_types", new JsonArray().add("authorization_code"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"badAddresses", "badMembers"})
    void refusesWhenMetadataIsWrongThenNobodyGetsSuchAClient(Row row) {
        for (var answer :
                List.of(byOwner(row.metadata()), byItself(acme, row.metadata()).send())) {
            assertThat(answer.status()).as("%s", answer).isEqualTo(400);
            assertThat(answer.json().getString("error")).as("%s", answer).isEqualTo(row.error());
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        }
    }

    static Stream<JsonObject> goodAddresses() {
        return Stream.concat(
                Stream.of(
                                HTTPS,
                                "https://app.example",
                                "https://app.example:8443/cb?tenant=1&x=%20",
                                "https://[2001:db8::1]/cb",
                                "https://xn--pp-lia.example/cb",
                                "http://localhost:3000/cb",
                                "http://127.0.0.1/cb",
                                "http://[::1]:8000/cb")
                        .map(uri -> new JsonObject().put("redirect_uris", new JsonArray(List.of(uri)))),
                Stream.of("com.example.app:/cb", "com.example.app://cb/x", "http://127.0.0.1:0815/cb", HTTPS)
                        .map(RegistrationScenariosTest::nativeAt));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodAddresses")
    void registersWhenTheAddressIsFineThenTellsItBackByteForByte(JsonObject metadata) {
        var answer = byOwner(metadata);

        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.json().getJsonArray("redirect_uris")).isEqualTo(metadata.getJsonArray("redirect_uris"));
    }

    @Test
    void registersWhenEverythingIsAskedForThenTellsEverythingBack() {
        var jwks = new JsonObject()
                .put(
                        "keys",
                        new JsonArray().add(new JsonObject().put("kty", "EC").put("crv", "P-256")));
        var asked = new JsonObject()
                .put("client_name", "Everything")
                .put("redirect_uris", new JsonArray().add(HTTPS).add("http://localhost/cb"))
                .put("post_logout_redirect_uris", new JsonArray().add("https://app.example/"))
                .put("grant_types", new JsonArray().add("authorization_code").add("refresh_token"))
                .put("response_types", new JsonArray().add("code"))
                .put("scope", "read openid")
                .put("token_endpoint_auth_method", "client_secret_post")
                .put("application_type", "web")
                .put("client_uri", "https://app.example")
                .put("logo_uri", "https://app.example/logo.png")
                .put("policy_uri", "https://app.example/policy")
                .put("tos_uri", "https://app.example/tos")
                .put("contacts", new JsonArray().add("dev@app.example"))
                .put("default_max_age", 3600)
                .put("require_auth_time", true)
                .put("id_token_signed_response_alg", "ES256")
                .put("subject_type", "public")
                .put("jwks", jwks)
                .put("software_id", "everything")
                .put("software_version", "1")
                .put("initiate_login_uri", "https://app.example/start")
                .put("first_party", true)
                .put("require_pkce", false)
                .put("resource_server", true)
                .put("access_token_lifetime", 900)
                .put("refresh_token_lifetime", 604_800);
        var answer = byOwner(asked.copy().put("no_such_member", new JsonObject()));

        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        var told = answer.json();
        assertThat(told.getString("client_secret")).startsWith("tnc_");
        assertThat(told.getInteger("client_secret_expires_at")).isZero();
        assertThat(told.fieldNames()).doesNotContain("no_such_member", "registration_access_token");
        asked.forEach(member -> {
            if (!member.getKey().equals("scope")) {
                assertThat(told.getValue(member.getKey())).as(member.getKey()).isEqualTo(member.getValue());
            }
        });
        assertThat(told.getString("scope")).isEqualTo("read openid");
        var read = http().get("/oauth/clients/" + told.getString("client_id"))
                .tenant("acme")
                .header("Cookie", owner)
                .send();
        var stored = read.data();
        assertThat(stored.getString("origin")).isEqualTo("member");
        told.forEach(member -> {
            if (!member.getKey().startsWith("client_secret")) {
                assertThat(stored.getValue(member.getKey())).as(member.getKey()).isEqualTo(member.getValue());
            }
        });
        assertThat(stored.fieldNames()).doesNotContain("client_secret", "client_secret_expires_at");
    }

    @Test
    void registersWithoutASecretWhenTheClientIsPublic() {
        var told = byOwner(with("token_endpoint_auth_method", "none")).json();

        assertThat(told.fieldNames()).doesNotContain("client_secret", "client_secret_expires_at");
        assertThat(told.getBoolean("require_pkce")).isTrue();
    }

    @Test
    void refusesWhenRegistrationIsClosedThenAlsoWithAnInitialToken() {
        var tenant = server.tenant("closed");
        var token = initialToken(tenant, Map.of());

        for (var answer : List.of(
                byItself(tenant, with("client_name", "x")).send(),
                byItself(tenant, with("client_name", "x")).bearer(token).send(),
                byItself(tenant, with("client_name", "x"))
                        .bearer(tenant.ownerToken("admin"))
                        .send())) {
            assertThat(answer.status()).as("%s", answer).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("invalid_token");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Test
    void registersWhenAnInitialTokenIsShownThenOnlyAsOftenAsItSays() {
        var tenant = server.tenant("invited");
        decide(tenant, "initial_token");
        decide(beta, "initial_token");
        var token = initialToken(tenant, Map.of("uses", 2, "note", "for tests"));
        var good = with("client_name", "Invited");

        assertThat(byItself(tenant, good).send().status()).isEqualTo(401);
        assertThat(byItself(tenant, good).bearer("tni_wrong").send().status()).isEqualTo(401);
        assertThat(byItself(tenant, good)
                        .bearer(initialToken(beta, Map.of()))
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(byItself(beta, good).bearer(token).send().status()).isEqualTo(401);
        assertThat(byItself(tenant, good)
                        .header("Authorization", "Bearer " + token)
                        .header("Authorization", "Bearer " + token)
                        .send()
                        .status())
                .isEqualTo(401);
        // What is refused uses nothing up.
        assertThat(byItself(tenant, with("scope", "admin")).bearer(token).send().code())
                .isEqualTo("invalid_client_metadata");
        var together =
                IntStream.range(0, 8)
                        .mapToObj(i -> byItself(tenant, good).bearer(token).sending())
                        .toList()
                        .stream()
                        .map(Await::result)
                        .toList();
        assertThat(together).extracting(Answer::status).containsOnly(201, 401);
        assertThat(together).filteredOn(answer -> answer.status() == 201).hasSize(2);
        assertThat(TestPostgres.query(server.database(), "SELECT json_agg(t)::text AS t FROM oauth_initial_tokens t")
                        .get(0)
                        .get("t"))
                .doesNotContain(token, token.substring(4));
    }

    @Test
    void refusesAnInitialTokenWhenItHasExpiredOrIsWithdrawn() {
        var tenant = server.tenant("expiring");
        decide(tenant, "initial_token");
        var hasty = initialToken(tenant, Map.of("expires_in", 1, "uses", 100));
        var token = initialToken(tenant, Map.of("uses", 100));
        var session = tenant.session();
        var listed = http().get("/oauth/registration/tokens")
                .tenant("expiring")
                .header("Cookie", session)
                .send();
        var id = listed.data().getJsonArray("items").getJsonObject(0).getString("id");

        assertThat(listed.text()).doesNotContain(token);
        assertThat(byItself(tenant, with("client_name", "x"))
                        .bearer(token)
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(http().request("DELETE", "/oauth/registration/tokens/" + id)
                        .tenant("expiring")
                        .header("Cookie", session)
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(byItself(tenant, with("client_name", "x"))
                        .bearer(token)
                        .send()
                        .status())
                .isEqualTo(401);
        Await.until(
                "the token has expired",
                () -> byItself(tenant, with("client_name", "x"))
                                .bearer(hasty)
                                .send()
                                .status()
                        == 401);
    }

    static Stream<JsonObject> beyondPolicy() {
        return Stream.of(
                with("scope", "admin"),
                with("scope", "openid write"),
                with("grant_types", new JsonArray().add("password")),
                with("grant_types", new JsonArray().add("authorization_code").add("password")),
                with("grant_types", new JsonArray().add("client_credentials")),
                with("first_party", true),
                with("resource_server", true),
                with("require_pkce", false),
                with("access_token_lifetime", 900),
                with("refresh_token_lifetime", 900));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beyondPolicy")
    void refusesWhenAStrangerAsksForMoreThanThePolicyHas(JsonObject metadata) {
        var answer = byItself(acme, metadata).send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_client_metadata");
        assertThat(byOwner(metadata).status()).isEqualTo(201);
    }

    @Test
    void registersAStrangerWhenItAsksForNothingThenWithThePolicysScopesAndPkce() {
        var told = byItself(acme, with("first_party", false)).send().json();

        assertThat(told.getString("scope")).isEqualTo("read profile openid email offline_access");
        assertThat(told.getJsonArray("grant_types")).isEqualTo(new JsonArray().add("authorization_code"));
        assertThat(told.getBoolean("require_pkce")).isTrue();
        assertThat(told.getString("registration_access_token")).startsWith("tng_");
        assertThat(told.getString("registration_client_uri"))
                .isEqualTo("http://localhost:8080/tenants/acme/oauth/register/" + told.getString("client_id"));
    }

    @Test
    void registersAConfidentialStrangerWithoutPkceWhenThePolicyAllowsIt() {
        var tenant = server.tenant("lenient");
        decide(tenant, "open", "require_pkce", "false", "scope", "\"openid write\"");

        assertThat(byItself(tenant, with("client_name", "x")).send().json().getBoolean("require_pkce"))
                .isFalse();
        assertThat(byItself(tenant, with("require_pkce", true)).send().json().getBoolean("require_pkce"))
                .isTrue();
        assertThat(byItself(tenant, with("token_endpoint_auth_method", "none"))
                        .send()
                        .json()
                        .getBoolean("require_pkce"))
                .isTrue();
        assertThat(byItself(tenant, with("scope", "write")).send().status()).isEqualTo(201);
        assertThat(byItself(tenant, with("scope", "read")).send().status()).isEqualTo(400);
    }

    @Test
    void refusesAPolicyWhenItMakesNoSense() {
        for (var policy : List.of(
                new JsonObject().put("registration", "ajar"),
                new JsonObject().put("grant_types", new JsonArray().add("password")),
                new JsonObject()
                        .put("registration", "open")
                        .put("grant_types", new JsonArray().add("client_credentials")),
                new JsonObject().put("scope", "everything"),
                new JsonObject().put("open", true))) {
            var answer = http().request("PUT", "/oauth/registration/policy")
                    .tenant("beta")
                    .header("Cookie", beta.session())
                    .json(policy.encode())
                    .send();
            assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        }
    }

    @Test
    void fetchesTheSectorIdentifierWhenThereIsOneThenItHasToListEveryAddress(Vertx vertx) {
        var lists = Await.result(vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .end(
                                request.path().equals("/list")
                                        ? "[\"https://other.example/cb\",\"" + HTTPS + "\"]"
                                        : request.path().equals("/other") ? "[\"https://other.example/cb\"]" : "{}"))
                .listen(0, "127.0.0.1"));
        var at = "http://localhost:" + lists.actualPort();
        try (var development = TestServer.start(vertx, Map.of("OUTBOUND_ALLOW_LOOPBACK", "true"))) {
            var tenant = development.tenant("acme");

            assertThat(tenant.registering(with("sector_identifier_uri", at + "/list"))
                            .status())
                    .isEqualTo(201);
            for (var path : List.of("/other", "/no-list")) {
                var answer = tenant.registering(with("sector_identifier_uri", at + path));
                assertThat(answer.status()).as("%s", answer).isEqualTo(400);
                assertThat(answer.code()).isEqualTo("invalid_client_metadata");
            }
            var inside = tenant.registering(with("sector_identifier_uri", "https://169.254.169.254/list"));
            assertThat(inside.code()).isEqualTo("invalid_client_metadata");
            assertThat(inside.text()).doesNotContain("169.254");
        }
        // By default the loopback is inside as well.
        var inside = byOwner(with("sector_identifier_uri", at + "/list"));
        assertThat(inside.code()).isEqualTo("invalid_client_metadata");
        Await.result(lists.close());
    }

    @Test
    void refusesWhenParametersStandInTheQuery() {
        var answer = http().post("/oauth/register?access_token=x")
                .tenant("acme")
                .json(with("client_name", "x").encode())
                .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_request");
    }

    @Test
    void refusesWhenTheBodyIsTooLargeOrOfAnotherKind() {
        var large = byItself(acme, with("client_name", "x".repeat(70_000))).send();
        var form = http().post("/oauth/register")
                .tenant("acme")
                .form("client_name", "x")
                .send();
        var broken = http().post("/oauth/register").tenant("acme").json("{").send();

        assertThat(List.of(large.status(), form.status(), broken.status())).isEqualTo(List.of(413, 415, 400));
        assertThat(List.of(large.code(), form.code(), broken.code())).containsOnly("invalid_request");
    }
}
