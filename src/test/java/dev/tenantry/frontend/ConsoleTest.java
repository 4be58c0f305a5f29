package dev.tenantry.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.config.FrontendConfig;
import dev.tenantry.platform.config.Listener;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Browser;
import dev.tenantry.testing.Http;
import dev.tenantry.testing.Ports;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in to the pages through the real authorization server, and out again. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleTest {
    private TestServer server;
    private TestTenant acme;
    private HttpServer pages;
    private Http front;
    private String home;

    @BeforeAll
    void open(Vertx vertx) {
        var frontPort = Ports.free();
        var apiPort = String.valueOf(Ports.free());
        var issuer = "http://127.0.0.1:" + apiPort;
        home = "http://127.0.0.1:" + frontPort;
        server = TestServer.start(vertx, Map.of("API_PORT", apiPort, "OAUTH2_ISSUER", issuer, "FRONTEND_URL", home));
        acme = server.tenant("acme");
        server.tenant("beta");
        var config = new FrontendConfig(
                new Listener("127.0.0.1", frontPort),
                URI.create(home),
                URI.create(issuer),
                URI.create(issuer),
                Optional.empty());
        pages = Await.result(Frontend.open(vertx, config)
                .compose(router ->
                        vertx.createHttpServer().requestHandler(router).listen(frontPort, "127.0.0.1")));
        front = Http.to(vertx, frontPort);
    }

    @AfterAll
    void close() {
        Await.result(pages.close());
        server.close();
    }

    /** A reader of the pages with cookies of its own there and at the API. */
    private final class Reader {
        private final Map<String, String> cookies = new TreeMap<>();
        private final Browser api = new Browser(server.http());

        Http.Answer send(Http.Request request) {
            cookies.forEach((name, value) -> request.header("Cookie", name + "=" + value));
            var answer = request.send();
            for (var cookie : answer.headers().getAll("Set-Cookie")) {
                var pair = cookie.split(";", 2)[0].split("=", 2);
                if (cookie.contains("Max-Age=0")) {
                    cookies.remove(pair[0]);
                } else {
                    cookies.put(pair[0], pair[1]);
                }
            }
            return answer;
        }

        Http.Answer get(String path) {
            return send(front.get(path));
        }

        /** From the start to the answer that leads back to the pages. */
        String callback(String tenant) {
            var away = get("/signin?tenant=" + tenant);
            assertThat(away.status()).as("%s", away).isEqualTo(303);
            return back(away.header("Location"));
        }

        private String back(String authorize) {
            var asked = URI.create(authorize);
            var answer = api.get(asked.getRawPath() + "?" + asked.getRawQuery());
            if (answer.text().contains("action=\"signin\"")) {
                answer = api.submit(answer, "username", "admin", "password", TestServer.PASSWORD);
            }
            assertThat(answer.header("Location")).as("%s", answer).startsWith(home + "/signin/callback?");
            return answer.header("Location").substring(home.length());
        }

        /** The state of a sign-in that has begun. */
        String begun(String tenant) {
            assertThat(get("/signin?tenant=" + tenant).status()).isEqualTo(303);
            return cookies.getOrDefault("tenantry_signin", "").split("\\.", -1)[1];
        }

        Http.Answer signIn(String tenant) {
            return get(callback(tenant));
        }
    }

    @Test
    void signInWhenPasswordIsRightThenTheConsoleTellsWhoAndNoTokenIsShown() {
        var reader = new Reader();
        var away = reader.get("/signin?tenant=acme");
        assertThat(away.header("Location"))
                .startsWith(server.config().backend().orElseThrow().oauth().issuer() + "/tenants/acme/oauth/authorize?")
                .contains("client_id=tenantry-console", "code_challenge_method=S256", "nonce=", "state=")
                .contains("response_type=code");
        var begun = away.header("Set-Cookie");
        assertThat(begun).startsWith("tenantry_signin=").contains("HTTPOnly", "SameSite=Lax", "Path=/");

        var back = reader.get(reader.back(away.header("Location")));
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.header("Location")).isEqualTo("/console");
        assertThat(reader.cookies).containsOnlyKeys("tenantry_console");
        assertThat(reader.cookies.get("tenantry_console")).matches("[A-Za-z0-9_-]{43}");

        var console = reader.get("/console");
        assertThat(console.status()).isEqualTo(200);
        assertThat(console.text())
                .contains("acme", "admin@acme.example", "owner", "<code>openid</code>", "Sign out everywhere")
                .contains("<a href=\"/console\">Console")
                .doesNotContain("eyJ", "tnr_");
        assertThat(console.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reader.get("/").text()).contains("account-tenant\">acme<");
        assertThat(new Reader().get("/").text()).contains("<a href=\"/signin\">Sign in</a>");
    }

    @Test
    void signInAgainWhenSignedInThenTheSessionIsAnotherAndTheOldOneIsDead() {
        var reader = new Reader();
        assertThat(reader.signIn("acme").status()).isEqualTo(303);
        var before = reader.cookies.get("tenantry_console");
        assertThat(reader.signIn("beta").status()).isEqualTo(303);

        assertThat(reader.cookies.get("tenantry_console")).isNotEqualTo(before);
        assertThat(reader.get("/console").text()).contains("admin@beta.example");
        var old = new Reader();
        old.cookies.put("tenantry_console", before);
        assertThat(old.get("/console").header("Location")).isEqualTo("/signin");
    }

    @Test
    void finishWhenTheBrowserOrTheStateIsAnotherThenNobodyIsSignedIn() {
        var reader = new Reader();
        var callback = reader.callback("acme");
        var stranger = new Reader();

        assertThat(stranger.get(callback).status()).isEqualTo(400);
        assertThat(stranger.cookies).isEmpty();
        var changed = reader.get(callback.replaceFirst("state=[^&]*", "state=other"));
        assertThat(changed.status()).isEqualTo(400);
        assertThat(changed.text()).contains("cannot be finished").doesNotContain("tenantry_console");

        var other = reader.get(callback.replace("%2Facme", "%2Fbeta").replace("tenants/acme", "tenants/beta"));
        assertThat(other.status()).as("a code of another issuer").isEqualTo(502);
        assertThat(reader.get("/signin/callback").status()).isEqualTo(400);
        assertThat(reader.get(callback).status())
                .as("untouched, it is still good")
                .isEqualTo(303);
        reader.cookies.put("tenantry_signin", "acme.x.y.z");
        assertThat(reader.get(callback).status()).as("once").isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "access_denied,         403, You have not been signed in",
        "server_error,          400, The sign-in was refused",
        "<script>alert(1),      400, The sign-in was refused"
    })
    void finishWhenTheServerTellsAnErrorThenItIsAPageInWords(String error, int status, String heading) {
        var reader = new Reader();
        var state = reader.begun("acme");
        var issuer = server.config().backend().orElseThrow().oauth().issuer() + "/tenants/acme";
        var page = reader.get("/signin/callback?"
                + Browser.query("state", state, "iss", issuer, "error", error, "error_description", "<b>x</b>"));

        assertThat(page.status()).isEqualTo(status);
        assertThat(page.text()).contains(heading).doesNotContain("<script>a", "<b>x", "Exception");
    }

    @Test
    void finishWhenTheCodeIsNoneThenRefused() {
        var reader = new Reader();
        var state = reader.begun("acme");
        var issuer = server.config().backend().orElseThrow().oauth().issuer() + "/tenants/acme";
        var page = reader.get(
                "/signin/callback?" + Browser.query("state", state, "iss", issuer, "code", "tna_" + "x".repeat(43)));

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains("The sign-in was refused");
    }

    @Test
    void signOutWhenTheFormIsOursThenEverythingOfTheSignInIsOver() {
        var reader = new Reader();
        assertThat(reader.signIn("acme").status()).isEqualTo(303);
        var form = Browser.form(reader.get("/console"));

        assertThat(reader.send(front.post("/signout").form("form_token", "x")).status())
                .isEqualTo(403);
        assertThat(reader.send(front.post("/signout")
                                .header("Origin", "https://evil.example")
                                .form("form_token", form.fields().get("form_token")))
                        .status())
                .isEqualTo(403);
        assertThat(reader.get("/console").status()).isEqualTo(200);

        var session = reader.cookies.get("tenantry_console");
        var away = reader.send(
                front.post("/signout").form("form_token", form.fields().get("form_token")));
        assertThat(away.status()).isEqualTo(303);
        assertThat(away.header("Location")).contains("/tenants/acme/oauth/end_session?", "id_token_hint=");
        assertThat(reader.cookies).isEmpty();
        var old = new Reader();
        old.cookies.put("tenantry_console", session);
        assertThat(old.get("/console").header("Location")).isEqualTo("/signin");

        var asked = URI.create(away.header("Location"));
        var back = reader.api.get(asked.getRawPath() + "?" + asked.getRawQuery());
        assertThat(back.header("Location")).isEqualTo(home + "/");
        var again = reader.get("/signin?tenant=acme").header("Location");
        assertThat(reader.api.get(again.substring(again.indexOf("/tenants/"))).text())
                .as("the server asks for the password again")
                .contains("action=\"signin\"");
        assertThat(reader.send(front.post("/signout").form("form_token", "x")).header("Location"))
                .isEqualTo("/");
    }

    @Test
    void readWhenTheServerNoLongerKnowsTheSignInThenItHasEnded() {
        var reader = new Reader();
        assertThat(reader.signIn("acme").status()).isEqualTo(303);
        var cookie = "tenantry_session_acme=" + reader.api.cookies().get("tenantry_session_acme");
        assertThat(acme.http()
                        .post("/oauth/logout")
                        .tenant("acme")
                        .header("Cookie", cookie)
                        .send()
                        .status())
                .isEqualTo(200);

        Await.until("the console has noticed", () -> reader.get("/console").status() != 200);
        assertThat(reader.get("/console").header("Location")).isEqualTo("/signin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "UPPER CASE", "../etc", "a.b", "<script>"})
    void signInWhenThereIsNoSuchTenantThenItIsAskedForAgain(String tenant) {
        var page = new Reader().get("/signin?" + Browser.query("tenant", tenant));
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text())
                .contains("There is no such tenant", "name=\"tenant\"")
                .doesNotContain("<script>\"");
    }

    @Test
    void signInWhenTheHostIsAnotherThenItGoesOnWhereTheCookieIsNeeded() {
        assertThat(front.get("/signin").host("acme.127.0.0.1").send().header("Location"))
                .startsWith(home + "/signin?moved=1");
        assertThat(front.get("/signin?tenant=acme")
                        .header("X-Forwarded-Host", "evil.example")
                        .send()
                        .header("Location"))
                .doesNotContain("evil");
        assertThat(front.get("/signin?tenant=acme").host("evil.example").send().header("Location"))
                .isEqualTo(home + "/signin?moved=1&tenant=acme");
    }
}
