package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Browser;
import dev.tenantry.testing.TestClient;
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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the authorization endpoint says of requests that are not sound, and to whom; one row each, in two tenants. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationRequestsTest {
    private static final String APP = "https://app.example/cb";
    private TestServer server;
    private Party acme;
    private Party beta;

    /** A tenant, its clients and the owner's browser. */
    record Party(TestTenant tenant, Browser browser, TestClient app, TestClient spa, TestClient two, TestClient job) {

        static Party of(TestServer server, String slug) {
            var tenant = server.tenant(slug);
            return new Party(
                    tenant,
                    Browser.signedIn(tenant),
                    tenant.codeClient(APP),
                    tenant.publicClient(APP),
                    tenant.codeClient(APP, "https://app.example/other"),
                    tenant.registered(new JsonObject()
                            .put("redirect_uris", new JsonArray(List.of(APP)))
                            .put("grant_types", new JsonArray(List.of("client_credentials")))
                            .put("scope", "read")));
        }

        String asked(String... changes) {
            return Browser.query(Browser.asking(app, APP, changes));
        }

        String issuer() {
            return "http://localhost:8080/tenants/" + tenant.slug();
        }
    }

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        acme = Party.of(server, "acme");
        beta = Party.of(server, "beta");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    record Row(String name, String tenant, String error, Function<Party, String> query) {
        @Override
        public String toString() {
            return tenant + ": " + name + " → " + error;
        }
    }

    private static Stream<Row> row(String name, String error, Function<Party, String> query) {
        return Stream.of("acme", "beta").map(tenant -> new Row(name, tenant, error, query));
    }

    private static Stream<Row> direct(String name, Function<Party, String> query) {
        return row(name, "a page", query);
    }

    private Party party(Row row) {
        return row.tenant.equals("acme") ? acme : beta;
    }

    private Party other(Row row) {
        return row.tenant.equals("acme") ? beta : acme;
    }

    static Stream<Row> unproved() {
        return Stream.of(
                        direct("no client_id", p -> p.asked("client_id", "")),
                        direct(
                                "an unknown client_id",
                                p -> p.asked("client_id", "01a1fc37-91b6-7222-bda2-79ec4bbba29c")),
                        direct("a client_id that can be none", p -> p.asked("client_id", "' OR 1=1 --")),
                        direct("A06 two client_id", p -> p.asked() + "&client_id=" + p.app.id()),
                        direct("A06 two redirect_uri", p -> p.asked() + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb"),
                        direct("A05 no redirect_uri, two registered", p -> Browser.query(Browser.asking(p.two, ""))),
                        direct(
                                "A09 another fault as well",
                                p -> p.asked("redirect_uri", "https://evil.example", "scope", "x")),
                        direct(
                                "A09 response_type as well",
                                p -> p.asked("redirect_uri", "https://evil.example", "response_type", "x")),
                        direct("no UTF-8", p -> p.asked() + "&x=%ff"),
                        direct("a NUL", p -> p.asked() + "&x=%00"),
                        addresses().flatMap(uri -> direct("A01 A03 " + uri, p -> p.asked("redirect_uri", uri))))
                .flatMap(Function.identity());
    }

    private static Stream<String> addresses() {
        return Stream.of(
                "https://evil.example/cb",
                "https://app.example/cb/",
                "https://app.example/CB",
                "https://APP.example/cb",
                "https://app.example:443/cb",
                "https://app.example/cb?x=1",
                "https://app.example/cb#x",
                "https://app.example/cb/../cb",
                "https://app.example/cb%2F",
                "https://app.example@evil.example/cb",
                "https://user:pass@app.example/cb",
                "https://app.example\\@evil.example/cb",
                "https://app.example/cb\t",
                "https://app.example/cb\r\nX-Evil: 1",
                " https://app.example/cb",
                "https://аpp.example/cb",
                "http://localhost:80@evil.example/cb",
                "http://127.0.0.1:1234/cb",
                "http://app.example/cb",
                "//app.example/cb",
                "javascript:alert(1)",
                "data:text/html,x");
    }

    @ParameterizedTest
    @MethodSource("unproved")
    void tellsThePersonWhenTheClientOrItsAddressIsNotProvedThenNobodyIsSentAnywhere(Row row) {
        var party = party(row);
        for (var browser : List.of(party.browser, new Browser(server.http()))) {
            var answer = browser.get("/tenants/" + row.tenant + "/oauth/authorize?" + row.query.apply(party));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.headers().contains("Location")).isFalse();
            assertThat(answer.header("Content-Type")).startsWith("text/html");
            assertThat(answer.text()).doesNotContain("evil.example");
        }
    }

    static Stream<Row> refusals() {
        return Stream.of(
                        row("no response_type", "invalid_request", p -> p.asked("response_type", "")),
                        row("the implicit flow", "unsupported_response_type", p -> p.asked("response_type", "token")),
                        row(
                                "the hybrid flow",
                                "unsupported_response_type",
                                p -> p.asked("response_type", "code id_token")),
                        row("response_mode=fragment", "invalid_request", p -> p.asked("response_mode", "fragment")),
                        row(
                                "an unknown response_mode",
                                "invalid_request",
                                p -> p.asked("response_mode", "web_message")),
                        row("an unknown scope", "invalid_scope", p -> p.asked("scope", "read everything")),
                        row("a scope that is not registered", "invalid_scope", p -> p.asked("scope", "openid admin")),
                        row("two spaces in scope", "invalid_scope", p -> p.asked("scope", "openid  read")),
                        row("a quote in scope", "invalid_scope", p -> p.asked("scope", "openid \"read\"")),
                        row("A25 plain", "invalid_request", p -> p.asked("code_challenge_method", "plain")),
                        row("A25 no method", "invalid_request", p -> p.asked("code_challenge_method", "")),
                        row(
                                "A25 a method in lower case",
                                "invalid_request",
                                p -> p.asked("code_challenge_method", "s256")),
                        row("A25 42 characters", "invalid_request", p -> p.asked("code_challenge", "a".repeat(42))),
                        row("A25 44 characters", "invalid_request", p -> p.asked("code_challenge", "a".repeat(44))),
                        row(
                                "A25 a padded one",
                                "invalid_request",
                                p -> p.asked("code_challenge", "a".repeat(42) + "=")),
                        row(
                                "A25 Base64, not Base64url",
                                "invalid_request",
                                p -> p.asked("code_challenge", "+".repeat(43))),
                        row("A25 a method without a challenge", "invalid_request", p -> p.asked("code_challenge", "")),
                        row(
                                "A26 a public client without PKCE",
                                "invalid_request",
                                p -> Browser.query(
                                        Browser.asking(p.spa, APP, "code_challenge", "", "code_challenge_method", ""))),
                        row(
                                "A26 a confidential one that may not go without",
                                "invalid_request",
                                p -> p.asked("code_challenge", "", "code_challenge_method", "")),
                        row(
                                "a client without the grant",
                                "unauthorized_client",
                                p -> Browser.query(Browser.asking(p.job, APP, "scope", "read"))),
                        row("prompt=none with another", "invalid_request", p -> p.asked("prompt", "none login")),
                        row("an unknown prompt", "invalid_request", p -> p.asked("prompt", "create")),
                        row("max_age that is no number", "invalid_request", p -> p.asked("max_age", "soon")),
                        row("max_age below zero", "invalid_request", p -> p.asked("max_age", "-1")),
                        row("max_age without end", "invalid_request", p -> p.asked("max_age", "9".repeat(40))),
                        row("claims that are no JSON", "invalid_request", p -> p.asked("claims", "{")),
                        row("claims that are null", "invalid_request", p -> p.asked("claims", "null")),
                        row("claims that are a list", "invalid_request", p -> p.asked("claims", "[]")),
                        row("claims of text", "invalid_request", p -> p.asked("claims", "{\"id_token\":\"x\"}")),
                        row(
                                "a claim of text",
                                "invalid_request",
                                p -> p.asked("claims", "{\"userinfo\":{\"name\":\"x\"}}")),
                        row(
                                "claims without end",
                                "invalid_request",
                                p -> p.asked("claims", "{\"x\":\"" + "y".repeat(4_096) + "\"}")),
                        row("claims in a deep nest", "invalid_request", p -> p.asked("claims", "[".repeat(2_000))),
                        row(
                                "a context class that must be",
                                "unmet_authentication_requirements",
                                p -> p.asked(
                                        "claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"x\"]}}}")),
                        row(
                                "a request object",
                                "request_not_supported",
                                p -> p.asked("request", "eyJhbGciOiJub25lIn0.e30.")),
                        row(
                                "the address of a request object",
                                "request_uri_not_supported",
                                p -> p.asked("request_uri", "https://evil.example/r")),
                        row("A06 two of another parameter", "invalid_request", p -> p.asked() + "&nonce=x"),
                        row("A06 two of an unknown one", "invalid_request", p -> p.asked() + "&x=1&x=2"))
                .flatMap(Function.identity());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void tellsTheClientWhenTheRequestIsNotSoundThenWithStateAndIssuer(Row row) {
        var party = party(row);
        var answer = party.browser.get("/tenants/" + row.tenant + "/oauth/authorize?" + row.query.apply(party));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(303);
        assertThat(answer.header("Location")).startsWith(APP + "?");
        assertThat(Browser.told(answer))
                .containsEntry("error", row.error)
                .containsEntry("state", "the state")
                .containsEntry("iss", party.issuer())
                .doesNotContainKey("code")
                .hasEntrySatisfying(
                        "error_description", told -> assertThat(told).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+"));
    }

    static Stream<Row> repeatedStates() {
        return Stream.of(
                        row("A06 two states", "invalid_request", p -> p.asked() + "&state=x"),
                        row("A06 the same state twice", "invalid_request", p -> p.asked() + "&state=the+state"))
                .flatMap(Function.identity());
    }

    @ParameterizedTest
    @MethodSource("repeatedStates")
    void tellsNoStateWhenThereAreTwoThenNoneIsGuessed(Row row) {
        var party = party(row);
        var answer = party.browser.get("/tenants/" + row.tenant + "/oauth/authorize?" + row.query.apply(party));
        assertThat(Browser.told(answer))
                .containsEntry("error", row.error)
                .containsEntry("iss", party.issuer())
                .doesNotContainKey("state");
    }

    static Stream<Row> sound() {
        return Stream.of(
                        row("everything", "", p -> p.asked()),
                        row("A05 no redirect_uri, one registered", "", p -> p.asked("redirect_uri", "")),
                        row("an unknown scope beside openid", "", p -> p.asked("scope", "openid address phone")),
                        row("no scope", "", p -> p.asked("scope", "")),
                        row("unknown parameters", "", p -> p.asked("foo", "bar", "resource", "https://x.example")),
                        row(
                                "what is accepted and changes nothing",
                                "",
                                p -> p.asked(
                                        "display",
                                        "popup",
                                        "ui_locales",
                                        "de fr",
                                        "claims_locales",
                                        "de",
                                        "acr_values",
                                        "1 2")),
                        row(
                                "claims",
                                "",
                                p -> p.asked(
                                        "claims",
                                        "{\"userinfo\":{\"email\":{\"essential\":true},\"name\":null},\"id_token\":null,\"x\":1}")),
                        row("response_mode=query", "", p -> p.asked("response_mode", "query")),
                        row("max_age far away", "", p -> p.asked("max_age", "999999999")),
                        row("a login_hint", "", p -> p.asked("login_hint", "somebody else")),
                        row("an empty parameter", "", p -> p.asked() + "&prompt=&max_age="))
                .flatMap(Function.identity());
    }

    @ParameterizedTest
    @MethodSource("sound")
    void givesACodeWhenTheRequestIsSoundThenWithStateAndIssuer(Row row) {
        var party = party(row);
        var uri = "/tenants/" + row.tenant + "/oauth/authorize?" + row.query.apply(party);
        var answer = party.browser.get(uri);
        if (answer.status() == 200) {
            answer = party.browser.submit(answer, "decision", "allow");
        }
        assertThat(answer.status()).as(answer.toString()).isEqualTo(303);
        assertThat(Browser.told(answer))
                .containsEntry("state", "the state")
                .containsEntry("iss", party.issuer())
                .hasEntrySatisfying("code", code -> assertThat(code).startsWith("tna_"))
                .hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("sound")
    void doesNotKnowTheClientWhenItIsAnotherTenantsThenNobodyIsSentAnywhere(Row row) {
        var answer =
                party(row).browser.get("/tenants/" + row.tenant + "/oauth/authorize?" + row.query.apply(other(row)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers().contains("Location")).isFalse();
    }
}
