package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Browser;
import dev.tenantry.testing.Http.Answer;
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
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is asked for consent when, that nobody else can give it, and how it is taken back. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsentTest {
    private static final String APP = "https://app.example/cb";
    private static final String SECOND = "a password for two";
    private TestServer server;
    private TestTenant acme;
    private TestTenant beta;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        acme = server.tenant("acme");
        beta = server.tenant("beta");
        var tenant = Await.result(server.interior().tenants().find(new TenantSlug("acme")))
                .orElseThrow();
        Await.result(server.interior().tenants().addMember(tenant, "second", SECOND, Role.USER));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Answer ask(Browser browser, TestClient client, String... changes) {
        return browser.get(Browser.authorizeUri(client.tenant(), Browser.asking(client, APP, changes)));
    }

    private static boolean asksForConsent(Answer answer) {
        return answer.status() == 200 && Browser.form(answer).action().equals("consent");
    }

    private static boolean isCode(Answer answer) {
        return answer.status() == 303 && Browser.told(answer).containsKey("code");
    }

    private void set(TestClient client, String change) {
        TestPostgres.execute(
                server.database(), "UPDATE oauth_clients SET " + change + " WHERE id = '" + client.id() + "'");
    }

    private int codes() {
        return TestPostgres.query(server.database(), "SELECT code_hash FROM oauth_codes")
                .size();
    }

    @Test
    void asksOnceWhenItIsAllowedThenAgainForMoreOrWhenForced() {
        for (var tenant : List.of(acme, beta)) {
            var app = tenant.codeClient(APP);
            var browser = Browser.signedIn(tenant);
            var page = ask(browser, app);
            assertThat(asksForConsent(page)).as("the first time").isTrue();
            assertThat(isCode(browser.submit(page, "decision", "allow"))).isTrue();
            assertThat(isCode(ask(browser, app))).as("remembered").isTrue();
            assertThat(isCode(ask(browser, app, "scope", "read")))
                    .as("less is covered")
                    .isTrue();
            assertThat(isCode(ask(Browser.signedIn(tenant), app)))
                    .as("in every browser")
                    .isTrue();
            assertThat(asksForConsent(ask(browser, app, "prompt", "consent")))
                    .as("A68 forced")
                    .isTrue();
            var more = ask(browser, app, "scope", "openid email offline_access");
            assertThat(asksForConsent(more)).as("A68 new scopes").isTrue();
            assertThat(more.text()).contains("See your e-mail address", "Go on doing so when you have signed out");
            assertThat(isCode(browser.submit(more, "decision", "allow"))).isTrue();
            assertThat(isCode(ask(browser, app, "scope", "openid read email")))
                    .as("they add up")
                    .isTrue();
            assertThat(asksForConsent(ask(browser, tenant.codeClient(APP))))
                    .as("another client")
                    .isTrue();
        }
    }

    @Test
    void asksForWhatClaimsWouldTellWhenTheScopesDoNotSayIt() {
        var app = acme.codeClient(APP);
        var browser = Browser.signedIn(acme);
        var plain = ask(browser, app, "scope", "openid");
        assertThat(plain.text()).doesNotContain("See your e-mail address");
        assertThat(isCode(browser.submit(plain, "decision", "allow"))).isTrue();
        var email = new String[] {"scope", "openid", "claims", "{\"userinfo\":{\"email\":null}}"};

        var more = ask(browser, app, email);

        assertThat(asksForConsent(more)).isTrue();
        assertThat(more.text()).contains("See your e-mail address");
        assertThat(isCode(browser.submit(more, "decision", "allow"))).isTrue();
        assertThat(isCode(ask(browser, app, email))).as("remembered").isTrue();
    }

    @Test
    void keepsForcingWhenAnotherAccountIsUsedThenConsentIsAskedAllTheSame() {
        var app = acme.codeClient(APP);
        var browser = Browser.signedIn(acme);
        assertThat(isCode(browser.submit(ask(browser, app), "decision", "allow")))
                .isTrue();

        var page = ask(browser, app, "prompt", "consent");

        assertThat(page.text()).contains("prompt=login%20consent");
    }

    @Test
    void isNotAskedWhenTheClientIsTheTenantsOwnThenADynamicOneIsAllTheSame() {
        var own = acme.codeClient(APP);
        set(own, "first_party = true");
        assertThat(isCode(ask(Browser.signedIn(acme), own))).isTrue();
        assertThat(asksForConsent(ask(Browser.signedIn(acme), own, "prompt", "consent")))
                .isTrue();
        var dynamic = acme.codeClient(APP);
        set(dynamic, "first_party = true, origin = 'dynamic'");
        assertThat(asksForConsent(ask(Browser.signedIn(acme), dynamic)))
                .as("A68")
                .isTrue();
    }

    @Test
    void isAskedEachTimeWhenAnyProgramCouldImitateTheClient() {
        var native1 = acme.registered(new JsonObject()
                .put("client_name", "Native")
                .put("application_type", "native")
                .put("token_endpoint_auth_method", "none")
                .put("redirect_uris", new JsonArray(List.of("com.example.app:/cb", "http://127.0.0.1/cb")))
                .put("grant_types", new JsonArray(List.of("authorization_code")))
                .put("scope", "openid read"));
        var browser = Browser.signedIn(acme);
        for (var uri : List.of("com.example.app:/cb", "http://127.0.0.1:49152/cb")) {
            var asking = Browser.authorizeUri(acme, Browser.asking(native1, uri));
            var page = browser.get(asking);
            assertThat(page.header("Content-Security-Policy"))
                    .contains("form-action 'self' "
                            + (uri.startsWith("http") ? "http://127.0.0.1:49152;" : "com.example.app:;"));
            var answer = browser.submit(page, "decision", "allow");
            assertThat(isCode(answer)).isTrue();
            assertThat(answer.header("Location")).as("A04").startsWith(uri + "?");
            assertThat(asksForConsent(browser.get(asking))).isTrue();
        }
        assertThat(browser.get(Browser.authorizeUri(acme, Browser.asking(native1, "http://127.0.0.2:49152/cb")))
                        .status())
                .as("A04 another host")
                .isEqualTo(400);
    }

    @Test
    void tellsTheClientWhenItIsDeniedThenNothingIsRemembered() {
        var app = acme.codeClient(APP);
        var browser = Browser.signedIn(acme);
        assertThat(Browser.told(browser.submit(ask(browser, app), "decision", "deny")))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "the state")
                .containsEntry("iss", "http://localhost:8080/tenants/acme");
        assertThat(asksForConsent(ask(browser, app))).isTrue();
    }

    @Test
    void showsTheClientWhenItHasSomethingToShowThenEscapedAndByAddressesOfTheWebOnly() {
        var app = acme.codeClient(APP);
        set(
                app,
                "name = '<b>Bold</b>', shown = '{\"logo_uri\":\"https://pics.example/l.png\",\"policy_uri\":\"javascript:alert(1)\","
                        + "\"tos_uri\":\"https://app.example/\\\"onclick=x\",\"client_uri\":7}'");
        var page = ask(Browser.signedIn(acme), app);
        assertThat(page.text())
                .contains("&lt;b&gt;Bold&lt;/b&gt;", "src=\"https://pics.example/l.png\"", "app.example")
                .doesNotContain("<b>", "javascript:", "\"onclick");
        assertThat(page.header("Content-Security-Policy")).contains("img-src 'self' data: https://pics.example;");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    }

    /** What is sent instead of a good answer to the page, and by whom. */
    record Forgery(String name, Function<ConsentTest, Answer> sent) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Forgery> forgeries() {
        return Stream.of(
                new Forgery("no ticket", t -> t.sending(Browser.signedIn(t.acme), "")),
                new Forgery("no ticket at all", t -> t.sending(Browser.signedIn(t.acme), "tnt_.")),
                new Forgery("a changed ticket", t -> {
                    var browser = Browser.signedIn(t.acme);
                    var ticket = t.ticket(browser);
                    return t.sending(browser, ticket.substring(0, 30) + "A" + ticket.substring(31));
                }),
                new Forgery(
                        "another session of the same person",
                        t -> t.sending(Browser.signedIn(t.acme), t.ticket(Browser.signedIn(t.acme)))),
                new Forgery("another person", t -> {
                    var other = new Browser(t.server.http());
                    var page = ask(other, t.acme.codeClient(APP));
                    assertThat(asksForConsent(other.submit(page, "username", "second", "password", SECOND)))
                            .isTrue();
                    return t.sending(other, t.ticket(Browser.signedIn(t.acme)));
                }),
                new Forgery(
                        "nobody signed in",
                        t -> t.sending(new Browser(t.server.http()), t.ticket(Browser.signedIn(t.acme)))),
                new Forgery("signed out meanwhile", t -> {
                    var browser = Browser.signedIn(t.acme);
                    var ticket = t.ticket(browser);
                    var cookies = Map.copyOf(browser.cookies());
                    browser.submit(browser.get("/tenants/acme/oauth/end_session"));
                    browser.cookies().putAll(cookies);
                    return t.sending(browser, ticket);
                }),
                new Forgery("another tenant", t -> {
                    var browser = Browser.signedIn(t.acme);
                    var ticket = t.ticket(browser);
                    browser.cookies().putAll(Browser.signedIn(t.beta).cookies());
                    browser.get("/tenants/beta/oauth/authorize");
                    return browser.post("consent", "ticket", ticket, "decision", "allow");
                }),
                new Forgery("the ticket of a sign-in form", t -> {
                    var browser = Browser.signedIn(t.acme);
                    var page = ask(browser, t.acme.codeClient(APP), "prompt", "login");
                    return t.sending(
                            browser, String.valueOf(Browser.form(page).fields().get("ticket")));
                }),
                new Forgery("a foreign origin", t -> t.headed("Origin", "https://evil.example")),
                new Forgery("another port", t -> t.headed("Origin", "http://127.0.0.1:1")),
                new Forgery("no origin, from another site", t -> t.headed("Sec-Fetch-Site", "cross-site")),
                new Forgery("from a neighbouring site", t -> t.headed("Sec-Fetch-Site", "same-site")),
                new Forgery("neither allowed nor denied", t -> {
                    var browser = Browser.signedIn(t.acme);
                    var ticket = t.ticket(browser);
                    browser.get("/tenants/acme/oauth/authorize");
                    return browser.post("consent", "ticket", ticket);
                }));
    }

    private String ticket(Browser browser) {
        return String.valueOf(
                Browser.form(ask(browser, acme.codeClient(APP))).fields().get("ticket"));
    }

    private Answer sending(Browser browser, String ticket) {
        browser.get("/tenants/acme/oauth/authorize");
        return browser.post("consent", "ticket", ticket, "decision", "allow");
    }

    private Answer headed(String header, String value) {
        var browser = Browser.signedIn(acme);
        return server.http()
                .post("/tenants/acme/oauth/consent")
                .header("Cookie", "tenantry_session_acme=" + browser.cookies().get("tenantry_session_acme"))
                .header(header, value)
                .form("ticket", ticket(browser), "decision", "allow")
                .send();
    }

    /** A67. */
    @ParameterizedTest
    @MethodSource("forgeries")
    void isRefusedWhenItIsNotTheAnswerOfThatPersonToThatPageThenThereIsNoCode(Forgery forgery) {
        var before = codes();
        var answer = forgery.sent.apply(this);
        assertThat(answer.status()).as(answer.toString()).isIn(400, 403);
        assertThat(answer.headers().contains("Location")).isFalse();
        assertThat(codes()).isEqualTo(before);
    }

    @Test
    void isRefusedWhenAPageIsAnsweredTwiceThenThereIsOneCode() {
        var browser = Browser.signedIn(acme);
        var page = ask(browser, acme.codeClient(APP));
        var before = codes();
        assertThat(isCode(browser.submit(page, "decision", "allow"))).isTrue();
        assertThat(browser.submit(page, "decision", "allow").status()).isEqualTo(400);
        assertThat(codes()).isEqualTo(before + 1);
    }

    @Test
    void isGoodWhenABrowserSaysNullForItsOwnPage() {
        assertThat(isCode(headed("Origin", "null"))).isTrue();
    }

    @Test
    void isRefusedWhenTheClientIsGoneMeanwhile() {
        var app = acme.codeClient(APP);
        var browser = Browser.signedIn(acme);
        var page = ask(browser, app);
        TestPostgres.execute(server.database(), "DELETE FROM oauth_clients WHERE id = '" + app.id() + "'");
        assertThat(browser.submit(page, "decision", "allow").status()).isEqualTo(400);
    }

    @Test
    void isTakenBackWhenThePersonSaysSoThenTokensAndCodesAreDeadAndItIsAskedAgain() {
        var app = acme.codeClient(APP);
        set(app, "grant_types = '{authorization_code,refresh_token,password}'");
        var browser = Browser.signedIn(acme);
        assertThat(isCode(browser.submit(ask(browser, app), "decision", "allow")))
                .isTrue();
        var tokens = app.password();
        var cookie = "tenantry_session_acme=" + browser.cookies().get("tenantry_session_acme");

        var list = server.http()
                .get("/api/auth/consents")
                .tenant("acme")
                .header("Cookie", cookie)
                .send();
        assertThat(list.data().getJsonArray("items").stream()
                        .map(JsonObject.class::cast)
                        .filter(item -> item.getString("client_id").equals(app.id())))
                .singleElement()
                .satisfies(item -> assertThat(item.getString("scope")).isEqualTo("read openid"));

        var path = "/api/auth/consents/" + app.id();
        assertThat(server.http()
                        .request("DELETE", path)
                        .tenant("acme")
                        .header("Cookie", cookie)
                        .header("Origin", "https://evil.example")
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(server.http()
                        .request("DELETE", path)
                        .tenant("beta")
                        .bearer(beta.ownerToken("write"))
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(server.http()
                        .request("DELETE", path)
                        .tenant("acme")
                        .bearer(acme.ownerToken("read"))
                        .send()
                        .code())
                .isEqualTo("insufficient_scope");
        assertThat(server.http()
                        .request("DELETE", path)
                        .tenant("acme")
                        .header("Cookie", cookie)
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(server.http()
                        .request("DELETE", path)
                        .tenant("acme")
                        .header("Cookie", cookie)
                        .send()
                        .status())
                .isEqualTo(404);

        assertThat(app.refresh(tokens.getString("refresh_token")).code())
                .as("A35")
                .isEqualTo("invalid_grant");
        assertThat(TestPostgres.query(
                        server.database(),
                        "SELECT code_hash FROM oauth_codes WHERE used_at IS NULL AND client_id = '" + app.id() + "'"))
                .isEmpty();
        assertThat(asksForConsent(ask(browser, app))).isTrue();
    }
}
