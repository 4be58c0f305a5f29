package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.security.Role;
import dev.tenantry.testing.Browser;
import dev.tenantry.testing.House;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Accepting an invitation on its page, and as somebody who is a member elsewhere; nobody joins without wanting to. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoiningScenariosTest {
    private static final String JOIN = "/api/v1/me/memberships";
    private TestServer server;
    private TestServer second;
    private House home;
    private House away;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        second = server.another(vertx);
        home = new House(server, "home");
        away = new House(server, "away");
    }

    @AfterAll
    void stop() {
        second.close();
        server.close();
    }

    private Answer join(String token, Map<String, String> body) {
        return home.request("POST", JOIN, token).json(body).send();
    }

    @Test
    void makesTheSamePersonAMemberWhenSignedInElsewhere() {
        var invitation = away.invitation("admin", "user@elsewhere.example", "viewer");

        var joined = join(home.token("user"), Map.of("tenant", "away", "token", invitation, "username", "visitor"));

        assertThat(joined.status()).as("%s", joined).isEqualTo(201);
        assertThat(joined.data().getString("id")).isEqualTo(home.id("user"));
        assertThat(joined.data().getString("tenant")).isEqualTo("away");
        assertThat(joined.data().getString("email")).isEqualTo("user@elsewhere.example");
        assertThat(away.knows("visitor", TestServer.PASSWORD)).isTrue();
        assertThat(home.knows("user", TestServer.PASSWORD)).isTrue();
        var token = home.token("user");
        assertThat(away.request("GET", "/api/protected", token).send().status())
                .as("a token is of one tenant")
                .isEqualTo(401);
    }

    private Answer found(String token, String slug) {
        return home.request("POST", "/api/v1/me/tenants", token)
                .json(Map.of("tenant_name", "Founded", "tenant_slug", slug))
                .send();
    }

    @Test
    void makesTheSamePersonTheOwnerWhenTheyFoundATenant() {
        var founded = found(home.token("viewer"), "founded");

        assertThat(founded.status()).as("%s", founded).isEqualTo(201);
        var owner = founded.data().getJsonObject("user");
        assertThat(owner.getString("id")).isEqualTo(home.id("viewer"));
        assertThat(owner.getString("username")).isEqualTo("viewer");
        assertThat(owner.getString("role")).isEqualTo("owner");
        var signedIn = server.http()
                .post("/oauth/login")
                .tenant("founded")
                .json(Map.of("username", "viewer", "password", TestServer.PASSWORD))
                .send();
        assertThat(signedIn.status()).as("%s", signedIn).isEqualTo(200);
        assertThat(server.http()
                        .get("/api/protected")
                        .tenant("founded")
                        .bearer(home.token("viewer"))
                        .send()
                        .status())
                .as("a token is of one tenant")
                .isEqualTo(401);
    }

    @Test
    void foundsNothingWhenItMayNotBe() {
        assertThat(found(home.token("user"), "away").wrongFields()).containsExactly("tenant_slug");
        assertThat(found(home.token("user"), "Not A Slug").wrongFields()).containsExactly("tenant_slug");
        assertThat(found(home.token("user", "read write"), "of-a-lesser-token").code())
                .isEqualTo("insufficient_scope");
        assertThat(found(home.tenant().serviceToken("read write admin"), "of-a-service")
                        .code())
                .isEqualTo("permission_denied");
        assertThat(away.request("POST", "/api/v1/me/tenants", home.token("user"))
                        .json(Map.of("tenant_name", "Founded", "tenant_slug", "of-another"))
                        .send()
                        .code())
                .isEqualTo("invalid_token");
        assertThat(server.http()
                        .get("/tenants/info")
                        .tenant("of-another")
                        .send()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void keepsTheOtherMembershipsWhenOneIsTakenAway() {
        home.add("both", Role.USER);
        var invitation = away.invitation("admin", "both@elsewhere.example", "user");
        assertThat(join(home.token("both"), Map.of("tenant", "away", "token", invitation))
                        .status())
                .isEqualTo(201);
        var atHome = home.token("both");
        var awayToken = away.token("both");
        assertThat(away.request(second, "GET", "/api/protected", awayToken)
                        .send()
                        .status())
                .isEqualTo(200);

        assertThat(away.remove("admin", "both").status()).isEqualTo(200);

        House.assertSeen(
                200,
                401,
                () -> away.request(second, "GET", "/api/protected", awayToken).send());
        assertThat(home.request(second, "GET", "/api/protected", atHome).send().status())
                .isEqualTo(200);
        assertThat(home.knows("both", TestServer.PASSWORD)).isTrue();
        assertThat(away.knows("both", TestServer.PASSWORD)).isFalse();
    }

    @Test
    void refusesToJoinWhenTheTokenOrTheNameOrTheScopeIsNotRight() {
        var invitation = away.invitation("admin", "refused@elsewhere.example", "user");
        var token = home.token("manager");

        assertThat(join(home.token("manager", "read write profile"), Map.of("tenant", "away", "token", invitation))
                        .code())
                .isEqualTo("insufficient_scope");
        assertThat(join(home.tenant().serviceToken("admin"), Map.of("tenant", "away", "token", invitation))
                        .code())
                .isEqualTo("permission_denied");
        assertThat(join(away.token("manager"), Map.of("tenant", "away", "token", invitation))
                        .status())
                .as("another tenant's token")
                .isEqualTo(401);
        for (var slug : new String[] {"home", "nowhere", "Not a slug"}) {
            assertThat(join(token, Map.of("tenant", slug, "token", invitation)).status())
                    .isEqualTo(404);
        }
        assertThat(join(token, Map.of("tenant", "away", "token", "tnv_unknown")).status())
                .isEqualTo(404);
        assertThat(join(token, Map.of("tenant", "away", "token", invitation, "username", "admin"))
                        .wrongFields())
                .containsExactly("username");
        assertThat(join(token, Map.of("tenant", "away", "token", invitation, "username", "a b"))
                        .wrongFields())
                .containsExactly("username");
        assertThat(join(token, Map.of()).wrongFields()).containsExactly("tenant", "token");
        var joined = join(token, Map.of("tenant", "away", "token", invitation, "username", "boss"));
        assertThat(joined.status()).as("%s", joined).isEqualTo(201);

        var again = away.invitation("admin", "again@elsewhere.example", "user");
        var twice = join(token, Map.of("tenant", "away", "token", again, "username", "twice"));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.json().getString("error")).contains("member of that tenant already");
        assertThat(away.accept(again, "somebody").status())
                .as("it is not used up")
                .isEqualTo(201);
    }

    private static String page(String token) {
        return "/tenants/away/invitations/accept?token=" + token;
    }

    @Test
    void usesNothingUpWhenThePageIsOnlyLookedAt() {
        var invitation = away.invitation("admin", "page@elsewhere.example", "user");
        var browser = new Browser(server.http());
        var page = browser.get(page(invitation));
        for (int look = 0; look < 3; look++) {
            assertThat(server.http().request("HEAD", page(invitation)).send().status())
                    .isEqualTo(200);
            page = browser.get(page(invitation));
        }
        assertThat(page.status()).as("%s", page).isEqualTo(200);
        assertThat(page.text())
                .contains("page@elsewhere.example", "admin", "away")
                .doesNotContain("signed in to");
        assertThat(page.header("Content-Security-Policy")).contains("form-action 'self'", "frame-ancestors 'none'");

        var tooShort = browser.submit(page, "username", "paged", "password", "short");
        assertThat(tooShort.status()).isEqualTo(400);
        assertThat(tooShort.text()).contains("The password must have");
        var taken = browser.submit(page, "username", "admin", "password", TestServer.PASSWORD);
        assertThat(taken.status()).isEqualTo(409);
        var joined = browser.submit(taken, "username", "paged", "password", TestServer.PASSWORD);
        assertThat(joined.status()).as("%s", joined).isEqualTo(200);
        assertThat(joined.text()).contains("You are a member now", "paged");
        assertThat(browser.cookies()).isEmpty();
        assertThat(away.knows("paged", TestServer.PASSWORD)).isTrue();
        var over = browser.get(page(invitation));
        assertThat(over.status()).isEqualTo(404);
        assertThat(over.text()).contains("This invitation is not valid");
        assertThat(browser.get("/tenants/away/invitations/accept").status()).isEqualTo(404);
    }

    /** The page with its second form alone. */
    private static Answer joining(Answer page) {
        return new Answer(
                page.status(), page.headers(), page.text().substring(page.text().indexOf("</form>") + 7));
    }

    @Test
    void joinsWhenTheButtonIsPressedInABrowserThatIsSignedInElsewhere() {
        var invitation = away.invitation("admin", "browser@elsewhere.example", "user");
        var browser = Browser.signedIn(home.tenant());
        var form = joining(browser.get(page(invitation)));
        assertThat(Browser.form(form).action()).isEqualTo("/tenants/home/invitations/join");

        var joined = browser.submit(form, "username", "host");

        assertThat(joined.status()).as("%s", joined).isEqualTo(200);
        assertThat(away.id("host")).isEqualTo(home.id("admin"));
        assertThat(away.knows("host", TestServer.PASSWORD)).isTrue();
        assertThat(browser.cookies().keySet()).as("nobody is signed in by it").containsExactly("tenantry_session_home");
    }

    @Test
    void joinsNobodyWhenTheFormIsNotTheOneTheirSessionWasShown() {
        var invitation = away.invitation("admin", "forged@elsewhere.example", "user");
        var browser = Browser.signedIn(home.tenant());
        var form = joining(browser.get(page(invitation)));
        var other = home.session("user", TestServer.PASSWORD);
        var fields = Browser.form(form).fields();
        var cookie = "tenantry_session_home=" + browser.cookies().get("tenantry_session_home");

        assertThat(browser.submit(form, "proof", "").status()).isEqualTo(403);
        assertThat(browser.submit(form, "proof", "0".repeat(64)).status()).isEqualTo(403);
        assertThat(posting(other, fields, "same-origin"))
                .as("another's session")
                .isEqualTo(403);
        assertThat(posting(cookie, fields, "cross-site")).isEqualTo(403);
        assertThat(posting("a=b", fields, "same-origin")).isEqualTo(403);
        assertThat(away.accept(invitation, "forged").status()).isEqualTo(201);
    }

    private int posting(String cookie, Map<String, String> fields, String site) {
        return server.http()
                .post("/tenants/home/invitations/join")
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", site)
                .form(
                        "tenant",
                        "away",
                        "token",
                        fields.get("token"),
                        "proof",
                        fields.get("proof"),
                        "username",
                        "forged")
                .send()
                .status();
    }
}
