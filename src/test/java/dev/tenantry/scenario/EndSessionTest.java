package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Browser;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestClient;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
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

/** Signing out at a client's wish (A75). */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndSessionTest {
    private static final String APP = "https://app.example/cb";
    private static final String BYE = "https://app.example/bye?x=1";
    private static final String PATH = "/tenants/acme/oauth/end_session";
    private TestServer server;
    private TestTenant acme;
    private TestTenant beta;
    private TestClient app;
    private TestClient betaApp;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        acme = server.tenant("acme");
        beta = server.tenant("beta");
        app = client(acme);
        betaApp = client(beta);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private TestClient client(TestTenant tenant) {
        var client = tenant.codeClient(APP);
        TestPostgres.execute(
                server.database(),
                "UPDATE oauth_clients SET post_logout_redirect_uris = '{" + BYE + "}' WHERE id = '" + client.id()
                        + "'");
        return client;
    }

    private static boolean isSignedIn(Browser browser, TestTenant tenant) {
        var page = browser.get(Browser.authorizeUri(tenant, Browser.asking(tenant.codeClient(APP), APP)));
        return Browser.form(page).action().equals("consent");
    }

    private static boolean asks(Answer answer) {
        return answer.status() == 200 && Browser.form(answer).action().equals("signout");
    }

    @Test
    void asksThePersonWhenThereIsNoHintThenSignsOutWhenTheyAgree() {
        var browser = Browser.signedIn(acme);
        var page = browser.get(PATH);
        assertThat(asks(page)).isTrue();
        assertThat(isSignedIn(browser, acme)).as("nothing has happened yet").isTrue();
        browser.get(PATH);
        var done = browser.submit(page);
        assertThat(done.text()).contains("You are signed out");
        assertThat(done.header("Set-Cookie"))
                .startsWith("tenantry_session_acme=;")
                .contains("Max-Age=0");
        assertThat(browser.cookies()).doesNotContainKey("tenantry_session_acme");
    }

    @Test
    void leadsOnWhenTheAddressIsRegisteredThenWithTheState() {
        var browser = Browser.signedIn(acme);
        var query = Browser.query(
                "client_id",
                app.id(),
                "post_logout_redirect_uri",
                BYE,
                "state",
                "a b&c\"><script>",
                "logout_hint",
                "x");
        var page = browser.get(PATH + "?" + query);
        assertThat(page.text()).doesNotContain("<script>");
        assertThat(page.header("Content-Security-Policy")).contains("form-action 'self' https://app.example;");
        var done = browser.submit(page);
        assertThat(done.status()).isEqualTo(303);
        assertThat(done.header("Location")).isEqualTo(BYE + "&state=a%20b%26c%22%3E%3Cscript%3E");
        assertThat(isSignedIn(new Browser(server.http()), acme, browser)).isFalse();
        assertThat(browser.get(PATH + "?" + query).header("Location"))
                .as("nobody is signed in any more, there is nothing to ask")
                .startsWith(BYE);
    }

    private static boolean isSignedIn(Browser fresh, TestTenant tenant, Browser with) {
        fresh.cookies().putAll(with.cookies());
        var page = fresh.get(Browser.authorizeUri(tenant, Browser.asking(tenant.codeClient(APP), APP)));
        return Browser.form(page).action().equals("consent");
    }

    record Row(String name, Function<EndSessionTest, String> query) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> refusals() {
        return Stream.of(
                new Row(
                        "an address nobody registered",
                        t -> Browser.query(
                                "client_id", t.app.id(), "post_logout_redirect_uri", "https://evil.example/")),
                new Row(
                        "one that is nearly it",
                        t -> Browser.query("client_id", t.app.id(), "post_logout_redirect_uri", BYE + "/")),
                new Row("that for codes", t -> Browser.query("client_id", t.app.id(), "post_logout_redirect_uri", APP)),
                new Row("an address without a client", t -> Browser.query("post_logout_redirect_uri", BYE)),
                new Row(
                        "a client of another tenant",
                        t -> Browser.query("client_id", t.betaApp.id(), "post_logout_redirect_uri", BYE)),
                new Row("a hint that is none", t -> Browser.query("id_token_hint", "x")),
                new Row(
                        "a hint without a signature",
                        t -> Browser.query(
                                "id_token_hint",
                                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
                                "post_logout_redirect_uri",
                                BYE)),
                new Row(
                        "two addresses",
                        t -> Browser.query(
                                "client_id",
                                t.app.id(),
                                "post_logout_redirect_uri",
                                BYE,
                                "post_logout_redirect_uri",
                                BYE)),
                new Row("no UTF-8", t -> "state=%ff"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void tellsThePersonWhenTheRequestIsNotSoundThenNobodyIsSignedOutOrSentAnywhere(Row row) {
        var browser = Browser.signedIn(acme);
        var answer = browser.get(PATH + "?" + row.query.apply(this));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.headers().contains("Location")).isFalse();
        assertThat(answer.text()).doesNotContain("evil.example");
        assertThat(isSignedIn(browser, acme)).isTrue();
    }

    @Test
    void comesBackAsAGetWhenAFormOfAnotherSiteAsksThenTheSessionIsFound() {
        var browser = Browser.signedIn(acme);
        browser.get("/tenants/acme/oauth/authorize");
        assertThat(asks(browser.post("end_session", "client_id", app.id()))).isTrue();
    }

    @Test
    void isRefusedWhenAnotherSiteOrSessionConfirmsThenNobodyIsSignedOut() {
        var browser = Browser.signedIn(acme);
        var ticket = String.valueOf(Browser.form(browser.get(PATH)).fields().get("ticket"));
        var cookie = "tenantry_session_acme=" + browser.cookies().get("tenantry_session_acme");
        assertThat(server.http()
                        .post("/tenants/acme/oauth/signout")
                        .header("Cookie", cookie)
                        .header("Origin", "https://evil.example")
                        .form("ticket", ticket)
                        .send()
                        .status())
                .isEqualTo(403);
        var other = Browser.signedIn(acme);
        other.get(PATH);
        assertThat(other.post("signout", "ticket", ticket).status()).isEqualTo(403);
        assertThat(other.post("signout", "ticket", "").status()).isEqualTo(403);
        assertThat(isSignedIn(browser, acme)).isTrue();
        assertThat(isSignedIn(other, acme)).isTrue();
    }

    @Test
    void endsOneTenantsSessionWhenThereAreTwoThenTheOtherGoesOn() {
        var browser = Browser.signedIn(acme);
        browser.cookies().putAll(Browser.signedIn(beta).cookies());
        assertThat(browser.submit(browser.get(PATH)).status()).isEqualTo(200);
        assertThat(isSignedIn(browser, beta)).isTrue();
    }
}
