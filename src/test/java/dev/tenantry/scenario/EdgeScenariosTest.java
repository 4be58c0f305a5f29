package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What the edge says to each kind of request, one row each: who, where, with what, and the answer. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeScenariosTest {
    private static final String PRODUCT = "{\"sku\":\"A-1\",\"name\":\"Anvil\",\"price_cents\":1299}";
    private TestServer server;
    private TestTenant acme;
    private TestTenant beta;
    private String acmeToken;
    private String betaToken;
    private String readOnlyToken;
    private String acmeProduct;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of("CORS_ORIGINS", "https://app.example.com"));
        acme = server.tenant("acme");
        beta = server.tenant("beta");
        server.tenant("closed");
        TestPostgres.execute(server.database(), "UPDATE tenants SET status = 'suspended' WHERE slug = 'closed'");
        Await.until(
                "the suspension is seen",
                () -> http().get("/tenants/info").tenant("closed").send().status() == 403);
        acmeToken = acme.ownerToken("read write profile admin");
        betaToken = beta.ownerToken("read write profile admin");
        readOnlyToken = acme.ownerToken("read");
        acmeProduct = http().post("/api/v1/products")
                .tenant("acme")
                .bearer(acmeToken)
                .json("{\"sku\":\"FIRST\",\"name\":\"First\",\"price_cents\":1}")
                .send()
                .data()
                .getString("id");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Http http() {
        return server.http();
    }

    record Row(String name, Function<EdgeScenariosTest, Request> request, int status, String code) {
        @Override
        public String toString() {
            return name + " → " + status + " " + code;
        }
    }

    private static Row row(String name, int status, String code, Function<EdgeScenariosTest, Request> request) {
        return new Row(name, request, status, code);
    }

    private Request products(String token) {
        return http().get("/api/v1/products").tenant("acme").bearer(token);
    }

    private Request create(String body) {
        return http().post("/api/v1/products").tenant("acme").bearer(acmeToken).json(body);
    }

    private Request register(String body) {
        return http().post("/tenants/register").json(body);
    }

    static Stream<Row> rows() {
        return Stream.of(
                row(
                        "another tenant's id",
                        404,
                        "not_found",
                        t -> t.http()
                                .get("/api/v1/products/" + t.acmeProduct)
                                .tenant("beta")
                                .bearer(t.betaToken)),
                row(
                        "another tenant's id to change",
                        404,
                        "not_found",
                        t -> t.http()
                                .request("PUT", "/api/v1/products/" + t.acmeProduct)
                                .tenant("beta")
                                .bearer(t.betaToken)
                                .json(PRODUCT)),
                row(
                        "another tenant's id to delete",
                        404,
                        "not_found",
                        t -> t.http()
                                .request("DELETE", "/api/v1/products/" + t.acmeProduct)
                                .tenant("beta")
                                .bearer(t.betaToken)),
                row("another tenant's token", 401, "invalid_token", t -> t.products(t.betaToken)),
                row(
                        "no token",
                        401,
                        "unauthenticated",
                        t -> t.http().get("/api/v1/products").tenant("acme")),
                row(
                        "another scheme",
                        401,
                        "unauthenticated",
                        t -> t.http().get("/api/v1/products").tenant("acme").header("Authorization", "Basic YTpi")),
                row(
                        "two Authorization headers",
                        401,
                        "invalid_token",
                        t -> t.products(t.acmeToken).bearer(t.acmeToken)),
                row("a token that is none", 401, "invalid_token", t -> t.products("nonsense")),
                row("an empty token", 401, "unauthenticated", t -> t.products("")),
                row(
                        "a token with another signature",
                        401,
                        "invalid_token",
                        t -> t.products(t.acmeToken.substring(0, t.acmeToken.length() - 8) + "AAAAAAAA")),
                row(
                        "a token without signature",
                        401,
                        "invalid_token",
                        t -> t.products(Forged.withoutSignature(t.acmeToken))),
                row(
                        "a token signed with the public key",
                        401,
                        "invalid_token",
                        t -> t.products(Forged.symmetric(t.acmeToken))),
                row("a token of an unknown key", 401, "invalid_token", t -> t.products(Forged.ownKey(t.acmeToken))),
                row(
                        "a session cookie where a token belongs",
                        401,
                        "unauthenticated",
                        t -> t.http().get("/api/v1/products").tenant("acme").header("Cookie", t.acme.session())),
                row(
                        "a suspended tenant",
                        403,
                        "tenant_suspended",
                        t -> t.http().get("/tenants/info").tenant("closed")),
                row(
                        "an unknown tenant",
                        404,
                        "tenant_not_found",
                        t -> t.http().get("/tenants/info").tenant("nobody")),
                row(
                        "a tenant no tenant can be called",
                        404,
                        "tenant_not_found",
                        t -> t.http().get("/tenants/info").tenant("No Such!")),
                row(
                        "another case is another tenant",
                        404,
                        "tenant_not_found",
                        t -> t.http().get("/tenants/info").tenant("ACME")),
                row("no tenant", 400, "tenant_required", t -> t.http().get("/tenants/info")),
                row(
                        "header and subdomain disagree",
                        400,
                        "tenant_conflict",
                        t -> t.http().get("/tenants/info").tenant("acme").host("beta.localhost")),
                row(
                        "header and path disagree",
                        400,
                        "tenant_conflict",
                        t -> t.http().get("/tenants/beta/info").tenant("acme")),
                row(
                        "two headers disagree",
                        400,
                        "tenant_conflict",
                        t -> t.http().get("/tenants/info").tenant("acme").tenant("beta")),
                row(
                        "a subdomain of a subdomain",
                        404,
                        "tenant_not_found",
                        t -> t.http().get("/tenants/info").host("x.acme.localhost")),
                row(
                        "missing scope",
                        403,
                        "insufficient_scope",
                        t -> t.http()
                                .post("/api/v1/products")
                                .tenant("acme")
                                .bearer(t.readOnlyToken)
                                .json(PRODUCT)),
                row(
                        "a host that is none",
                        400,
                        "invalid_input",
                        t -> t.http().get("/tenants/info").tenant("acme").host("acme.localhost:80:80")),
                row("unknown path", 404, "not_found", t -> t.http().get("/nowhere")),
                row("unknown path of a tenant", 404, "not_found", t -> t.http().get("/tenants/acme/nowhere")),
                row("wrong method", 405, "method_not_allowed", t -> t.http().request("DELETE", "/ping")),
                row(
                        "an id that is none",
                        404,
                        "not_found",
                        t -> t.http().get("/api/v1/products/1").tenant("acme").bearer(t.acmeToken)),
                row(
                        "an id of strange bytes",
                        404,
                        "not_found",
                        t -> t.http()
                                .get("/api/v1/products/%00%ff")
                                .tenant("acme")
                                .bearer(t.acmeToken)),
                row(
                        "a path that cannot be decoded",
                        400,
                        "invalid_input",
                        t -> t.http().get("/api/v1/products/%zz").tenant("acme").bearer(t.acmeToken)),
                row(
                        "a query that cannot be decoded",
                        400,
                        "invalid_input",
                        t -> t.http()
                                .get("/api/v1/products?limit=%zz")
                                .tenant("acme")
                                .bearer(t.acmeToken)),
                row(
                        "a limit that is no number",
                        400,
                        "invalid_input",
                        t -> t.http()
                                .get("/api/v1/products?limit=many")
                                .tenant("acme")
                                .bearer(t.acmeToken)),
                row(
                        "a limit of none",
                        400,
                        "invalid_input",
                        t -> t.http()
                                .get("/api/v1/products?limit=0")
                                .tenant("acme")
                                .bearer(t.acmeToken)),
                row(
                        "a limit of too many",
                        400,
                        "invalid_input",
                        t -> t.http()
                                .get("/api/v1/products?limit=201")
                                .tenant("acme")
                                .bearer(t.acmeToken)),
                row(
                        "a cursor that is none",
                        400,
                        "invalid_input",
                        t -> t.http()
                                .get("/api/v1/products?cursor=here")
                                .tenant("acme")
                                .bearer(t.acmeToken)),
                row(
                        "wrong content type",
                        415,
                        "unsupported_media_type",
                        t -> t.http()
                                .post("/api/v1/products")
                                .tenant("acme")
                                .bearer(t.acmeToken)
                                .body("text/plain", Buffer.buffer(PRODUCT))),
                row(
                        "no content type",
                        415,
                        "unsupported_media_type",
                        t -> t.http().post("/api/v1/products").tenant("acme").bearer(t.acmeToken)),
                row(
                        "a form where JSON belongs",
                        415,
                        "unsupported_media_type",
                        t -> t.http().post("/tenants/register").form("tenant_slug", "acme")),
                row("no JSON", 400, "malformed_body", t -> t.create("{")),
                row("an empty body", 400, "invalid_input", t -> t.create("")),
                row("JSON and something after", 400, "malformed_body", t -> t.create(PRODUCT + "}")),
                row(
                        "a key twice",
                        400,
                        "malformed_body",
                        t -> t.create("{\"sku\":\"A\",\"sku\":\"B\",\"name\":\"x\",\"price_cents\":1}")),
                row("an array", 400, "invalid_input", t -> t.create("[]")),
                row("null", 400, "invalid_input", t -> t.create("null")),
                row("a number", 400, "invalid_input", t -> t.create("7")),
                row(
                        "bytes that are no UTF-8",
                        400,
                        "malformed_body",
                        t -> t.http()
                                .post("/api/v1/products")
                                .tenant("acme")
                                .bearer(t.acmeToken)
                                .body(
                                        "application/json",
                                        Buffer.buffer("{\"sku\":\"")
                                                .appendByte((byte) 0xff)
                                                .appendString("\",\"name\":\"x\",\"price_cents\":1}"))),
                row("a thousand open brackets", 400, "invalid_input", t -> t.create("[".repeat(100_000))),
                row(
                        "U+0000",
                        400,
                        "invalid_input",
                        t -> t.create("{\"sku\":\"a\\u0000b\",\"name\":\"x\",\"price_cents\":1}")),
                row(
                        "an unknown field",
                        400,
                        "invalid_input",
                        t -> t.create("{\"sku\":\"A\",\"name\":\"x\",\"price_cents\":1,\"tenant_id\":\"x\"}")),
                row(
                        "a field of the wrong type",
                        400,
                        "invalid_input",
                        t -> t.create("{\"sku\":{},\"name\":\"x\",\"price_cents\":1}")),
                row(
                        "a number as text",
                        400,
                        "invalid_input",
                        t -> t.create("{\"sku\":\"A\",\"name\":\"x\",\"price_cents\":\"1\"}")),
                row(
                        "text as a number",
                        400,
                        "invalid_input",
                        t -> t.create("{\"sku\":1,\"name\":\"x\",\"price_cents\":1}")),
                row(
                        "a fraction of a cent",
                        400,
                        "invalid_input",
                        t -> t.create("{\"sku\":\"A\",\"name\":\"x\",\"price_cents\":1.5}")),
                row(
                        "more than a long holds",
                        400,
                        "invalid_input",
                        t -> t.create("{\"sku\":\"A\",\"name\":\"x\",\"price_cents\":99999999999999999999}")),
                row(
                        "a negative price",
                        400,
                        "invalid_input",
                        t -> t.create("{\"sku\":\"A\",\"name\":\"x\",\"price_cents\":-1}")),
                row("missing fields", 400, "invalid_input", t -> t.create("{}")),
                row(
                        "a name that is too long",
                        400,
                        "invalid_input",
                        t -> t.create("{\"sku\":\"A\",\"name\":\"" + "x".repeat(201) + "\",\"price_cents\":1}")),
                row(
                        "a taken sku",
                        409,
                        "conflict",
                        t -> t.create("{\"sku\":\"FIRST\",\"name\":\"x\",\"price_cents\":1}")),
                row(
                        "too large a body",
                        413,
                        "payload_too_large",
                        t -> t.create("{\"sku\":\"" + "x".repeat(2 << 20) + "\"}")),
                row("a taken slug", 409, "conflict", t -> t.register(registration("acme", "correct horse"))),
                row("a reserved slug", 400, "invalid_input", t -> t.register(registration("list", "correct horse"))),
                row(
                        "a slug with capitals",
                        400,
                        "invalid_input",
                        t -> t.register(registration("Acme", "correct horse"))),
                row(
                        "a slug that ends in a hyphen",
                        400,
                        "invalid_input",
                        t -> t.register(registration("acme-", "correct horse"))),
                row("a short password", 400, "invalid_input", t -> t.register(registration("fresh", "short"))),
                row(
                        "a login with a wrong password",
                        401,
                        "invalid_credentials",
                        t -> t.http()
                                .post("/oauth/login")
                                .tenant("acme")
                                .json("{\"username\":\"admin\",\"password\":\"wrong\"}")),
                row(
                        "a login of nobody",
                        401,
                        "invalid_credentials",
                        t -> t.http()
                                .post("/oauth/login")
                                .tenant("acme")
                                .json("{\"username\":\"nobody\",\"password\":\"wrong\"}")),
                row(
                        "a login to another tenant",
                        401,
                        "invalid_credentials",
                        t -> t.http()
                                .post("/oauth/login")
                                .tenant("beta")
                                .json("{\"username\":\"admin@acme.example\",\"password\":\"" + TestServer.PASSWORD
                                        + "\"}")),
                row(
                        "a client without a session",
                        401,
                        "invalid_token",
                        t -> t.http()
                                .post("/oauth/client/register")
                                .tenant("acme")
                                .json("{}")),
                row(
                        "a client with another tenant's session",
                        401,
                        "invalid_token",
                        t -> t.http()
                                .post("/oauth/client/register")
                                .tenant("acme")
                                .header("Cookie", t.beta.session())
                                .json("{}")),
                row(
                        "a client from another site's page",
                        403,
                        "access_denied",
                        t -> t.http()
                                .post("/oauth/client/register")
                                .tenant("acme")
                                .header("Cookie", t.acme.session())
                                .header("Origin", "https://evil.example")
                                .json("{}")));
    }

    private static String registration(String slug, String password) {
        return "{\"tenant_name\":\"T\",\"tenant_slug\":\"" + slug + "\",\"admin_username\":\"admin\","
                + "\"admin_email\":\"a@b.example\",\"admin_password\":\"" + password + "\"}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void answers(Row row) {
        var before = contents();

        var answer = row.request().apply(this).send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(row.status());
        assertThat(answer.code()).as("%s", answer).isEqualTo(row.code());
        assertThat(answer.json().getString("request_id", "in the header")).isNotEmpty();
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        if (answer.status() == 401) {
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer ");
        }
        assertThat(contents()).as("bad input changes nothing").isEqualTo(before);
    }

    /** What a bad request could have changed. Sessions are the rows' own doing. */
    private Object contents() {
        return TestPostgres.query(server.database(), """
                SELECT (SELECT json_agg(p ORDER BY id) FROM products p) AS products,
                       (SELECT count(*) FROM tenants) AS tenants, (SELECT count(*) FROM people) AS people,
                       (SELECT count(*) FROM oauth_clients) AS clients
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"İsmail", "ΟΔΟΣ", "Ärger", "ＡＢＣ", "straße"})
    void letsPeopleInByNameWhenItIsNotAscii(String username) {
        var slug = "names-" + Integer.toHexString(username.hashCode());
        var registered = register(registration(slug, "correct horse").replace("\"admin\"", "\"" + username + "\""))
                .send();
        var login = http().post("/oauth/login")
                .tenant(slug)
                .json(Map.of("username", username, "password", "correct horse"))
                .send();

        assertThat(registered.status()).isEqualTo(201);
        assertThat(login.status()).isEqualTo(200);
    }

    @Test
    void tellsEveryMistakeWhenSeveralFieldsAreWrong() {
        var answer =
                register("{\"tenant_slug\":\"-\",\"admin_email\":\"nowhere\"}").send();

        assertThat(answer.wrongFields())
                .containsExactlyInAnyOrder(
                        "tenant_name", "tenant_slug", "admin_username", "admin_email", "admin_password");
    }

    @Test
    void namesTheFieldWhenAValueIsTaken() {
        var answer =
                create("{\"sku\":\"FIRST\",\"name\":\"x\",\"price_cents\":1}").send();

        assertThat(answer.wrongFields()).containsExactly("sku");
    }

    @Test
    void saysWhichMethodsAreAllowedWhenTheMethodIsWrong() {
        var answer = http().request("PATCH", "/api/v1/products").tenant("acme").send();

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST");
    }

    @Test
    void findsTheTenantWhenItIsNamedInAnyOfTheWays() {
        var ways = Stream.of(
                http().get("/tenants/info").tenant("acme"),
                http().get("/tenants/info").host("acme.localhost"),
                http().get("/tenants/info").host("ACME.LOCALHOST"),
                http().get("/tenants/acme/info"),
                http().get("/tenants/acme/info").tenant("acme").host("acme.localhost"),
                http().get("/tenants/info").tenant("acme").host("api.localhost"));

        assertThat(ways.map(way -> way.send().data().getString("id"))).containsOnly(acme.id());
    }

    @Test
    void answersHeadAsGetWhenThereIsSomethingToRead() {
        var answer = http().request("HEAD", "/ping").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void keepsTheCallersRequestIdWhenItIsHarmless() {
        assertThat(http().get("/ping")
                        .header("X-Request-Id", "trace-0001")
                        .send()
                        .header("X-Request-Id"))
                .isEqualTo("trace-0001");
        assertThat(http().get("/ping").header("X-Request-Id", "bad id\"").send().header("X-Request-Id"))
                .isNotEqualTo("bad id\"");
    }

    @Test
    void allowsAPageOfAnotherOriginWhenItIsRegistered() {
        var preflight = http().request("OPTIONS", "/api/v1/products")
                .header("Origin", "https://app.example.com")
                .header("Access-Control-Request-Method", "POST")
                .send();
        var stranger =
                http().get("/ping").header("Origin", "https://evil.example").send();

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Authorization", "X-Tenant-Slug");
        assertThat(stranger.header("Access-Control-Allow-Origin")).isEqualTo("null");
    }

    @Test
    void allowsTheSameNamesWhenTenantsDiffer() {
        var answer = http().post("/api/v1/products")
                .tenant("beta")
                .bearer(betaToken)
                .json("{\"sku\":\"FIRST\",\"name\":\"Also first\",\"price_cents\":1}")
                .send();

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void actsAsTheOwnerWhenTheRoleAllows() {
        var who = http().get("/api/protected")
                .tenant("acme")
                .bearer(acmeToken)
                .send()
                .data();

        assertThat(who.getString("tenant")).isEqualTo("acme");
        assertThat(who.getJsonObject("caller").getString("role")).isEqualTo("owner");
    }

    @Test
    void refusesAViewerWhenTheRoleDoesNotAllow() {
        var viewed = server.tenant("viewed");
        var token = viewed.ownerToken("read write");
        change("UPDATE memberships SET role = 'viewer' WHERE tenant_id = '" + viewed.id() + "'");

        Await.until("the new role is seen", () -> {
            var answer = http().post("/api/v1/products")
                    .tenant("viewed")
                    .bearer(token)
                    .json(PRODUCT)
                    .send();
            return answer.status() == 403 && answer.code().equals("permission_denied");
        });
        assertThat(http().get("/api/v1/products")
                        .tenant("viewed")
                        .bearer(token)
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesTheTokenWhenTheMemberIsGone() {
        var left = server.tenant("left");
        var client = left.client("read", "password", "refresh_token");
        var tokens = client.password();
        change("DELETE FROM memberships WHERE tenant_id = '" + left.id() + "'");

        Await.until(
                "the removal is seen",
                () -> http().get("/api/v1/products")
                                .tenant("left")
                                .bearer(tokens.getString("access_token"))
                                .send()
                                .status()
                        == 401);
        assertThat(client.refresh(tokens.getString("refresh_token")).code()).isEqualTo("invalid_grant");
    }

    /** A change of memberships, told to the nodes as every one is. */
    private void change(String memberships) {
        TestPostgres.execute(server.database(), """
                WITH changed AS (%s RETURNING tenant_id, person_id)
                INSERT INTO revocations (of_tenant, kind, subject) SELECT tenant_id, 'member', person_id FROM changed
                """.formatted(memberships));
    }
}
