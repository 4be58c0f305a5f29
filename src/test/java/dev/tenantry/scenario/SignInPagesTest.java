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
import io.vertx.junit5.VertxExtension;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in on the way to a code: who is asked when, and what the pages and cookies are like. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInPagesTest {
    private static final String APP = "https://app.example/cb";
    private static final String XSS = "\"><script>alert(1)</script>'";
    private TestServer server;
    private TestTenant acme;
    private TestTenant beta;
    private TestClient app;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        acme = server.tenant("acme");
        beta = server.tenant("beta");
        app = acme.codeClient(APP);
        assertThat(Browser.signedIn(acme).code(acme, asking("scope", "openid read profile offline_access")))
                .as("allowed once, so that the rows below are about signing in")
                .isNotEmpty();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String[] asking(String... changes) {
        return Browser.asking(app, APP, changes);
    }

    private static String uri(TestTenant tenant, String... parameters) {
        return Browser.authorizeUri(tenant, parameters);
    }

    private Answer signInPage(Browser browser, String... changes) {
        var page = browser.get(uri(acme, asking(changes)));
        assertThat(Browser.form(page).action()).as(page.toString()).isEqualTo("signin");
        return page;
    }

    private static Answer signIn(Browser browser, Answer page) {
        return browser.submit(page, "username", "admin", "password", TestServer.PASSWORD);
    }

    private static boolean isCode(Answer answer) {
        return answer.status() == 303 && Browser.told(answer).containsKey("code");
    }

    private Instants authTimes() {
        return new Instants(
                TestPostgres.query(
                                server.database(), "SELECT auth_time FROM oauth_codes ORDER BY created_at DESC LIMIT 2")
                        .stream()
                        .map(row -> String.valueOf(row.get("auth_time")))
                        .toList());
    }

    /** Newest first. */
    private record Instants(List<String> times) {
        boolean same() {
            return new HashSet<>(times).size() == 1;
        }
    }

    @Test
    void asksForThePasswordWhenNobodyIsSignedInThenGivesACode() {
        var browser = new Browser(server.http());
        var answer = signIn(browser, signInPage(browser));
        assertThat(isCode(answer)).as(answer.toString()).isTrue();
        assertThat(isCode(browser.get(uri(acme, asking()))))
                .as("and is not asked again")
                .isTrue();
        assertThat(authTimes().same()).as("auth_time stays").isTrue();
    }

    @Test
    void keepsTheNameWhenItIsWrongThenSaysTheSameForNobody() {
        var browser = new Browser(server.http());
        var page = signInPage(browser);
        var wrong = browser.submit(page, "username", "admin", "password", "wrong");
        var nobody = browser.submit(page, "username", "nobody", "password", "wrong");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(wrong.text()).contains("The username or the password is wrong", "value=\"admin\"");
        assertThat(nobody.text().replace("value=\"nobody\"", "value=\"admin\"")).isEqualTo(wrong.text());
        assertThat(wrong.text()).doesNotContain("value=\"wrong\"");
        assertThat(isCode(signIn(browser, wrong)))
                .as("the page goes on working")
                .isTrue();
    }

    @Test
    void saysSoInTheFormWhenTheAccountIsLockedThenTheRightPasswordHelpsAsLittle(Vertx vertx) {
        try (var locking = TestServer.start(vertx, Map.of())) {
            var tenant = locking.tenant("acme");
            var browser = new Browser(locking.http());
            var page = browser.get(uri(tenant, Browser.asking(tenant.codeClient(APP), APP)));
            for (int tries = 0; tries < 10; tries++) {
                page = browser.submit(page, "username", "admin", "password", "wrong");
                assertThat(page.status()).isEqualTo(401);
            }
            var locked = signIn(browser, page);
            assertThat(locked.status()).isEqualTo(429);
            assertThat(locked.header("Retry-After")).matches("[0-9]+");
            assertThat(Browser.form(locked).action()).isEqualTo("signin");
        }
    }

    @Test
    void takesTheAddressWhenItIsInOtherLettersThenGivesACode() {
        var browser = new Browser(server.http());
        var answer =
                browser.submit(signInPage(browser), "username", "ADMIN@acme.example", "password", TestServer.PASSWORD);
        assertThat(isCode(answer)).isTrue();
    }

    /** A16. */
    @ParameterizedTest
    @ValueSource(strings = {"login", "login consent", "select_account login"})
    void forcesCredentialsWhenPromptHasLoginThenAuthTimeIsNewAndItDoesNotLoop(String prompt) {
        var browser = Browser.signedIn(acme);
        assertThat(isCode(browser.get(uri(acme, asking())))).isTrue();
        var page = signInPage(browser, "prompt", prompt);
        assertThat(page.text()).as("the name is there").contains("value=\"admin\"");
        var answer = signIn(browser, page);
        if (prompt.contains("consent")) {
            answer = browser.submit(answer, "decision", "allow");
        }
        assertThat(isCode(answer)).as(answer.toString()).isTrue();
        assertThat(authTimes().same()).isFalse();
        assertThat(isCode(browser.get(browser.at()))).as("once").isFalse();
        assertThat(Browser.form(browser.get(uri(acme, asking("prompt", "login"))))
                        .action())
                .as("the next request asks again")
                .isEqualTo("signin");
    }

    @Test
    void forcesCredentialsWhenTheTicketIsNotOfThisSignInThenItCountsForNothing() {
        var browser = Browser.signedIn(acme);
        assertThat(isCode(signIn(browser, signInPage(browser, "prompt", "login", "nonce", "first"))))
                .isTrue();
        var ticket = browser.at().replaceFirst(".*[?&]ticket=", "");
        assertThat(ticket).startsWith("tnt_");
        signInPage(browser, "prompt", "login", "nonce", "second", "ticket", ticket);
        signInPage(Browser.signedIn(acme), "prompt", "login", "nonce", "first", "ticket", ticket);
        signInPage(browser, "prompt", "login", "nonce", "first", "ticket", "tnt_e30.e30");
        signInPage(browser, "max_age", "0", "ticket", "1");
    }

    @Test
    void forcesCredentialsWhenMaxAgeIsOverThenAuthTimeIsNew() {
        var browser = Browser.signedIn(acme);
        assertThat(isCode(browser.get(uri(acme, asking("max_age", "1000"))))).isTrue();
        var answer = signIn(browser, signInPage(browser, "max_age", "0"));
        assertThat(isCode(answer)).as(answer.toString()).isTrue();
        assertThat(authTimes().same()).isFalse();
    }

    @Test
    void forcesCredentialsWhenTheClientsDefaultMaxAgeIsOver() {
        var strict = acme.codeClient(APP);
        TestPostgres.execute(
                server.database(), "UPDATE oauth_clients SET default_max_age = 0 WHERE id = '" + strict.id() + "'");
        var page = Browser.signedIn(acme).get(uri(acme, Browser.asking(strict, APP)));
        assertThat(Browser.form(page).action()).isEqualTo("signin");
    }

    @Test
    void showsWhoIsSignedInWhenTheAccountIsToBeChosenThenGoesOnOrChanges() {
        var browser = Browser.signedIn(acme);
        var page = browser.get(uri(acme, asking("prompt", "select_account")));
        assertThat(page.text()).contains("Signed in as <strong>admin</strong>", "Use another account");
        var another = page.text().replaceFirst("(?s).*<a href=\"(authorize[^\"]*)\">Use another.*", "$1");
        assertThat(browser.get("/tenants/acme/oauth/" + Browser.unescaped(another))
                        .text())
                .contains("action=\"signin\"");
        assertThat(isCode(browser.submit(page, "decision", "allow"))).isTrue();
    }

    static Stream<Arguments> silent() {
        return Stream.of(
                Arguments.of("A15 nobody signed in", false, List.of(), "login_required"),
                Arguments.of("max_age is over", true, List.of("max_age", "0"), "login_required"),
                Arguments.of("not allowed yet", true, List.of("scope", "openid write"), "consent_required"),
                Arguments.of("A17 a hint that is none", true, List.of("id_token_hint", "e30.e30."), "login_required"),
                Arguments.of(
                        "another person is named",
                        true,
                        List.of("claims", "{\"id_token\":{\"sub\":{\"value\":\"somebody\"}}}"),
                        "login_required"));
    }

    @ParameterizedTest
    @MethodSource("silent")
    void showsNothingWhenPromptIsNoneThenTellsTheClient(
            String name, boolean signedIn, List<String> changes, String error) {
        var browser = signedIn ? Browser.signedIn(acme) : new Browser(server.http());
        var all = Stream.concat(Stream.of("prompt", "none"), changes.stream()).toArray(String[]::new);
        var answer = browser.get(uri(acme, asking(all)));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.text()).isEmpty();
        assertThat(Browser.told(answer))
                .containsEntry("error", error)
                .containsEntry("state", "the state")
                .containsEntry("iss", "http://localhost:8080/tenants/acme");
    }

    @Test
    void givesACodeWhenPromptIsNoneAndAllIsKnownThenAuthTimeStays() {
        var browser = Browser.signedIn(acme);
        assertThat(isCode(browser.get(uri(acme, asking())))).isTrue();
        assertThat(isCode(browser.get(uri(acme, asking("prompt", "none"))))).isTrue();
        assertThat(authTimes().same()).isTrue();
    }

    @Test
    void tellsTheClientWhenAnotherPersonSignsInThanTheOneNamedThenNobodyIsSwitched() {
        var browser = new Browser(server.http());
        var page = signInPage(browser, "claims", "{\"id_token\":{\"sub\":{\"value\":\"somebody\"}}}");
        assertThat(Browser.told(signIn(browser, page))).containsEntry("error", "login_required");
    }

    /** A10. */
    @Test
    void leadsOnBySeeOtherWhenCredentialsWerePostedThenTheyAreNotPostedOn() {
        var browser = new Browser(server.http());
        var page = signInPage(browser);
        var form = Browser.form(page);
        var answer = server.http()
                .post("/tenants/acme/oauth/signin")
                .header("Cookie", "tenantry_browser_acme=" + browser.cookies().get("tenantry_browser_acme"))
                .form(
                        "ticket",
                        String.valueOf(form.fields().get("ticket")),
                        "username",
                        "admin",
                        "password",
                        TestServer.PASSWORD)
                .send();
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).startsWith("authorize?").doesNotContain("password", TestServer.PASSWORD);
    }

    @Test
    void changesTheCookiesWhenSomebodySignsInThenTheOldOnesAreDead() {
        var browser = Browser.signedIn(acme);
        var before = Map.copyOf(browser.cookies());
        var page = signInPage(browser, "prompt", "login");
        assertThat(isCode(signIn(browser, page))).isTrue();
        assertThat(browser.cookies()).containsOnlyKeys("tenantry_session_acme").isNotEqualTo(before);
        var old = new Browser(server.http());
        old.cookies().putAll(before);
        assertThat(Browser.form(old.get(uri(acme, asking()))).action())
                .as("A66")
                .isEqualTo("signin");
        var again = old.submit(page, "username", "admin", "password", TestServer.PASSWORD);
        assertThat(again.status()).isEqualTo(403);
    }

    @Test
    void endsTheOtherSessionWhenAnotherPersonSignsIn() {
        var tenant = Await.result(server.interior().tenants().find(new TenantSlug("acme")))
                .orElseThrow();
        Await.result(server.interior().tenants().addMember(tenant, "second", "a password for two", Role.USER));
        var browser = Browser.signedIn(acme);
        var first = Map.copyOf(browser.cookies());
        var page = signInPage(browser, "prompt", "login");
        var answer = browser.submit(page, "username", "second", "password", "a password for two");
        assertThat(answer.text()).contains("Signed in as <strong>second</strong>");
        var old = new Browser(server.http());
        old.cookies().putAll(first);
        assertThat(Browser.form(old.get(uri(acme, asking()))).action()).isEqualTo("signin");
    }

    @Test
    void comesBackAsAGetWhenAFormOfAnotherSiteAsksThenTheSessionIsFound() {
        var asked = server.http()
                .post("/tenants/acme/oauth/authorize")
                .form(asking())
                .send();
        assertThat(asked.status()).isEqualTo(303);
        var browser = Browser.signedIn(acme);
        browser.get("/tenants/acme/oauth/authorize?");
        assertThat(isCode(browser.post("authorize", asking()))).isTrue();
        var long1 = server.http()
                .post("/tenants/acme/oauth/authorize")
                .form(asking("foo", "x".repeat(8_000)))
                .send();
        assertThat(Browser.told(long1)).as("what is too long for an address").containsEntry("error", "invalid_request");
        assertThat(server.http()
                        .post("/tenants/acme/oauth/authorize")
                        .json("{}")
                        .send()
                        .status())
                .isEqualTo(415);
    }

    /** A11, A28. */
    @Test
    void postsTheAnswerWhenTheModeIsFormPostThenItIsInertAndComplete() {
        var browser = Browser.signedIn(acme);
        var page = browser.get(uri(acme, asking("response_mode", "form_post", "state", XSS)));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).doesNotContain("<script>").contains("<noscript>");
        assertThat(Browser.form(page).action()).isEqualTo(APP);
        assertThat(Browser.form(page).fields())
                .containsEntry("state", XSS)
                .containsEntry("iss", "http://localhost:8080/tenants/acme")
                .hasEntrySatisfying("code", code -> assertThat(code).startsWith("tna_"));
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "form-action 'self' https://app.example;");
        var refused = browser.get(uri(acme, asking("response_mode", "form_post", "state", XSS, "scope", XSS)));
        assertThat(Browser.form(refused).fields())
                .containsEntry("error", "invalid_scope")
                .containsEntry("state", XSS);
        assertThat(refused.text()).doesNotContain("<script>");
        var script = page.text().replaceFirst("(?s).*src=\"(/static/form-post[^\"]*)\".*", "$1");
        assertThat(server.http().get(script).send().header("Content-Type")).startsWith("text/javascript");
    }

    @Test
    void escapesWhatIsShownWhenItIsMarkupThenNothingRuns() {
        var browser = new Browser(server.http());
        var page = signInPage(browser, "login_hint", XSS, "state", XSS, "nonce", XSS);
        assertThat(page.text()).doesNotContain("<script>").contains("&quot;&gt;&lt;script&gt;");
        var wrong = browser.submit(page, "username", XSS, "password", "x");
        assertThat(wrong.text()).doesNotContain("<script>");
    }

    /** A69. */
    @Test
    void saysSoInHeadersWhenItIsAPageThenNothingMayFrameOrScriptIt() {
        var page = signInPage(new Browser(server.http()));
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'none';"
                        + " form-action 'self' https://app.example; base-uri 'none'; frame-ancestors 'none'");
        assertThat(page.text()).doesNotContain("<script", "onclick", "style=");
        assertThat(page.header("Set-Cookie"))
                .startsWith("tenantry_browser_acme=tnb_")
                .contains("Path=/", "HTTPOnly", "SameSite=Lax");
    }

    @Test
    void keepsItsAddressesWhenHeadersLieThenNothingFollowsThem() {
        var browser = Browser.signedIn(acme);
        var cookie = "tenantry_session_acme=" + browser.cookies().get("tenantry_session_acme");
        var plain =
                server.http().get(uri(acme, asking())).header("Cookie", cookie).send();
        var lying = server.http()
                .get(uri(acme, asking()))
                .header("Cookie", cookie)
                .host("evil.example")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "host=evil.example;proto=https")
                .send();
        assertThat(isCode(lying)).isTrue();
        assertThat(Browser.told(lying).get("iss")).isEqualTo(Browser.told(plain).get("iss"));
        var page = server.http()
                .get(uri(acme, asking()))
                .host("evil.example")
                .header("X-Forwarded-Host", "evil.example")
                .send();
        assertThat(page.text()).doesNotContain("evil.example");
        assertThat(page.toString()).doesNotContain("evil.example");
    }

    @Test
    void isUnknownWhenTheTenantIsThenAPageSaysSo() {
        var answer = server.http().get("/tenants/nobody/oauth/authorize").send();
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(Browser.form(Browser.signedIn(acme).get(uri(beta, Browser.asking(beta.codeClient(APP), APP))))
                        .action())
                .as("a session of one tenant is none of another")
                .isEqualTo("signin");
    }

    @Test
    void hasHostCookiesWhenTheIssuerIsHttps(Vertx vertx) {
        try (var secure = TestServer.start(vertx, Map.of("OAUTH2_ISSUER", "https://id.example/auth"))) {
            var tenant = secure.tenant("acme");
            var client = tenant.codeClient(APP);
            var browser = new Browser(secure.http());
            var page = browser.get(uri(tenant, Browser.asking(client, APP)));
            assertThat(page.header("Set-Cookie"))
                    .startsWith("__Host-tenantry_browser_acme=")
                    .contains("Secure");
            assertThat(page.text()).as("below the issuer's path").contains("href=\"/auth/static/app.css?v=");
            assertThat(browser.authorize(tenant, Browser.asking(client, APP)).header("Location"))
                    .contains("iss=https%3A%2F%2Fid.example%2Fauth%2Ftenants%2Facme");
            assertThat(browser.cookies()).containsOnlyKeys("__Host-tenantry_session_acme");
        }
    }
}
