package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Browser;
import dev.tenantry.testing.Http.Answer;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an ID token that comes back as a hint is good for: confirming who is there (A17) and signing them out (A75). */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdTokenHintTest {
    private static final String APP = "https://app.example/cb";
    private static final String BYE = "https://app.example/bye";
    private static final String SECOND = "a password for two";
    private static final String END = "/tenants/acme/oauth/end_session?";
    private TestServer server;
    private TestTenant acme;
    private TestTenant beta;
    private TestClient app;
    private TestClient another;
    private TestClient betaApp;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        acme = server.tenant("acme");
        beta = server.tenant("beta");
        var tenant = Await.result(server.interior().tenants().find(new TenantSlug("acme")))
                .orElseThrow();
        Await.result(server.interior().tenants().addMember(tenant, "second", SECOND, Role.USER));
        app = client(acme);
        another = client(acme);
        betaApp = client(beta);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static TestClient client(TestTenant tenant) {
        return tenant.registered(new JsonObject()
                .put("client_name", "App")
                .put("redirect_uris", new JsonArray(List.of(APP)))
                .put("post_logout_redirect_uris", new JsonArray(List.of(BYE)))
                .put("grant_types", new JsonArray(List.of("authorization_code", "refresh_token")))
                .put("scope", "openid read offline_access"));
    }

    private static Answer ask(Browser browser, TestClient client, String... changes) {
        return browser.get(Browser.authorizeUri(client.tenant(), Browser.asking(client, APP, changes)));
    }

    private static JsonObject tokens(Browser browser, TestClient client, String... changes) {
        var code = browser.code(client.tenant(), Browser.asking(client, APP, changes));
        var answer = client.token(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                APP,
                "code_verifier",
                Browser.VERIFIER);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static String idToken(Browser browser, TestClient client) {
        return tokens(browser, client).getString("id_token");
    }

    private String idTokenOfSecond() {
        var browser = new Browser(server.http());
        var answer = browser.submit(ask(browser, app), "username", "second", "password", SECOND);
        if (answer.text().contains("action=\"consent\"")) {
            browser.submit(answer, "decision", "allow");
        }
        return idToken(browser, app);
    }

    private static String changed(String jwt) {
        var parts = jwt.split("\\.");
        var flipped = parts[1].charAt(20) == 'A' ? 'B' : 'A';
        return parts[0] + "." + parts[1].substring(0, 20) + flipped + parts[1].substring(21) + "." + parts[2];
    }

    private static boolean isSignedIn(Browser browser) {
        // Asked about signing out, whoever is signed in is only asked.
        return browser.cookies().containsKey("tenantry_session_acme")
                && browser.get("/tenants/acme/oauth/end_session").text().contains("action=\"signout\"");
    }

    @Test
    void givesACodeWhenTheHintIsOfWhoeverIsSignedIn() {
        var browser = Browser.signedIn(acme);
        var hint = idToken(browser, app);
        assertThat(Browser.told(ask(browser, app, "prompt", "none", "id_token_hint", hint)))
                .containsKey("code");
        var later = Browser.signedIn(acme);
        assertThat(Browser.told(ask(later, app, "prompt", "none", "id_token_hint", hint)))
                .as("in another session of the same person")
                .containsKey("code");
        assertThat(Browser.told(ask(new Browser(server.http()), app, "prompt", "none", "id_token_hint", hint)))
                .as("it signs nobody in")
                .containsEntry("error", "login_required");
    }

    record Row(String name, Function<IdTokenHintTest, String> hint) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> othersHints() {
        return Stream.of(
                new Row("another person", IdTokenHintTest::idTokenOfSecond),
                new Row("another tenant", t -> idToken(Browser.signedIn(t.beta), t.betaApp)),
                new Row("a changed one", t -> changed(idToken(Browser.signedIn(t.acme), t.app))),
                new Row("an access token", t -> t.acme.ownerToken("read")),
                new Row(
                        "no signature",
                        t -> idToken(Browser.signedIn(t.acme), t.app).replaceFirst("[^.]*$", "")));
    }

    @ParameterizedTest
    @MethodSource("othersHints")
    void tellsTheClientWhenTheHintIsNotOfWhoeverIsSignedInThenNothingIsShown(Row row) {
        var answer = ask(Browser.signedIn(acme), app, "prompt", "none", "id_token_hint", row.hint.apply(this));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(Browser.told(answer))
                .containsEntry("error", "login_required")
                .doesNotContainKey("code");
    }

    @Test
    void asksForThatPersonWhenAnotherIsSignedInThenNobodyElseWillDo() {
        var hint = idTokenOfSecond();
        var browser = Browser.signedIn(acme);
        var page = ask(browser, app, "id_token_hint", hint);
        assertThat(Browser.form(page).action()).isEqualTo("signin");
        assertThat(Browser.told(browser.submit(page, "username", "admin", "password", TestServer.PASSWORD)))
                .containsEntry("error", "login_required");
        page = ask(browser, app, "id_token_hint", hint);
        assertThat(Browser.told(browser.submit(page, "username", "second", "password", SECOND)))
                .containsKey("code");
    }

    @Test
    void signsOutAtOnceWhenTheHintIsOfWhoeverIsSignedInThenTheTokensAreDead() {
        var browser = Browser.signedIn(acme);
        var before = tokens(browser, app);
        var page = ask(browser, app, "prompt", "login");
        browser.submit(page, "username", "admin", "password", TestServer.PASSWORD);
        var tokens = tokens(browser, app);
        var offline = tokens(browser, app, "scope", "openid offline_access", "prompt", "consent");
        var answer = browser.get(END
                + Browser.query(
                        "id_token_hint",
                        tokens.getString("id_token"),
                        "post_logout_redirect_uri",
                        BYE,
                        "state",
                        "x y"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(BYE + "?state=x%20y");
        assertThat(isSignedIn(browser)).isFalse();
        assertThat(app.refresh(tokens.getString("refresh_token")).code()).isEqualTo("invalid_grant");
        assertThat(app.refresh(before.getString("refresh_token")).code())
                .as("what the session began before its cookie changed")
                .isEqualTo("invalid_grant");
        assertThat(server.http()
                        .get("/api/protected")
                        .tenant("acme")
                        .bearer(tokens.getString("access_token"))
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(app.refresh(offline.getString("refresh_token")).status())
                .as("offline")
                .isEqualTo(200);
    }

    @Test
    void leavesNoTokenWhenSigningOutMeetsARequestForACode() {
        var asking = Browser.authorizeUri(acme, Browser.asking(app, APP, "prompt", "none"));
        for (int round = 0; round < 40; round++) {
            var browser = Browser.signedIn(acme);
            if (round == 0) {
                assertThat(tokens(browser, app).containsKey("id_token")).isTrue();
            }
            var cookie = "tenantry_session_acme=" + browser.cookies().get("tenantry_session_acme");
            var asked = server.http().get(asking).header("Cookie", cookie).sending();
            var left = server.http()
                    .post("/oauth/logout")
                    .tenant("acme")
                    .header("Cookie", cookie)
                    .sending();
            assertThat(Await.result(left).status()).isEqualTo(200);
            var code = Browser.told(Await.result(asked)).getOrDefault("code", "");
            var redeemed = app.token(
                    "grant_type",
                    "authorization_code",
                    "code",
                    code,
                    "redirect_uri",
                    APP,
                    "code_verifier",
                    Browser.VERIFIER);
            assertThat(redeemed.status()).as("round %d, %s", round, code).isEqualTo(400);
        }
    }

    @Test
    void endsWhatTheSessionBeganWhenTheBrowserHasLostIt() {
        var tokens = tokens(Browser.signedIn(acme), app);
        var answer = new Browser(server.http()).get(END + Browser.query("id_token_hint", tokens.getString("id_token")));
        assertThat(answer.text()).contains("You are signed out");
        assertThat(app.refresh(tokens.getString("refresh_token")).code()).isEqualTo("invalid_grant");
    }

    @Test
    void signsOutWhenTheHintIsPostedOrNamesItsClientThenAPageSaysSo() {
        var browser = Browser.signedIn(acme);
        var hint = idToken(browser, app);
        browser.get("/tenants/acme/oauth/end_session");
        assertThat(browser.post("end_session", "id_token_hint", hint, "client_id", app.id())
                        .text())
                .contains("You are signed out");
        assertThat(isSignedIn(browser)).isFalse();
    }

    @Test
    void leadsOnWhenNobodyIsSignedInAnyMore() {
        var hint = idToken(Browser.signedIn(acme), app);
        var answer = new Browser(server.http())
                .get(END + Browser.query("id_token_hint", hint, "post_logout_redirect_uri", BYE));
        assertThat(answer.header("Location")).isEqualTo(BYE);
    }

    @Test
    void asksThePersonWhenTheHintIsOfAnother() {
        var browser = Browser.signedIn(acme);
        var answer =
                browser.get(END + Browser.query("id_token_hint", idTokenOfSecond(), "post_logout_redirect_uri", BYE));
        assertThat(Browser.form(answer).action()).isEqualTo("signout");
    }

    static Stream<Row> refusedQueries() {
        return Stream.of(
                new Row(
                        "another client is named",
                        t -> Browser.query(
                                "id_token_hint",
                                idToken(Browser.signedIn(t.acme), t.app),
                                "client_id",
                                t.another.id())),
                new Row(
                        "an address that is not registered",
                        t -> Browser.query(
                                "id_token_hint",
                                idToken(Browser.signedIn(t.acme), t.app),
                                "post_logout_redirect_uri",
                                "https://evil.example/")),
                new Row(
                        "another tenant's",
                        t -> Browser.query(
                                "id_token_hint",
                                idToken(Browser.signedIn(t.beta), t.betaApp),
                                "post_logout_redirect_uri",
                                BYE)),
                new Row(
                        "a changed one",
                        t -> Browser.query(
                                "id_token_hint",
                                changed(idToken(Browser.signedIn(t.acme), t.app)),
                                "post_logout_redirect_uri",
                                BYE)),
                new Row(
                        "an access token",
                        t -> Browser.query(
                                "id_token_hint", t.acme.ownerToken("read"), "post_logout_redirect_uri", BYE)));
    }

    @ParameterizedTest
    @MethodSource("refusedQueries")
    void tellsThePersonWhenTheHintProvesNothingThenNobodyIsSignedOutOrSentAnywhere(Row row) {
        var browser = Browser.signedIn(acme);
        var answer = browser.get(END + row.hint.apply(this));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.headers().contains("Location")).isFalse();
        assertThat(isSignedIn(browser)).isTrue();
    }
}
