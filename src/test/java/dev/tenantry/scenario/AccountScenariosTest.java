package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.CodeFlow;
import dev.tenantry.testing.House;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody is called and where they are signed in, read and changed by themselves. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountScenariosTest {
    private static final String ME = "/api/v1/me";
    private static final String SESSIONS = "/api/v1/me/sessions";
    private TestServer server;
    private TestServer second;
    private House other;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        second = server.another(vertx);
        other = new House(server, "other");
    }

    @AfterAll
    void stop() {
        second.close();
        server.close();
    }

    private static Answer change(House house, String token, Map<String, String> body) {
        return house.request("PATCH", ME, token).json(body).send();
    }

    @Test
    void tellsWhoSomebodyIsWhenTheyAskAndNobodyElse() {
        var house = new House(server, "who");
        var me = house.request("GET", ME, house.token("viewer", "profile")).send();
        assertThat(me.data())
                .isEqualTo(new JsonObject()
                        .put("tenant", "who")
                        .put("id", house.id("viewer"))
                        .put("username", "viewer")
                        .put("email", "viewer@prove.example")
                        .put("role", "viewer"));
        assertThat(server.http()
                        .get(ME)
                        .tenant("who")
                        .header("Cookie", house.session("viewer", TestServer.PASSWORD))
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(house.request("GET", ME, house.token("viewer", "read"))
                        .send()
                        .code())
                .isEqualTo("insufficient_scope");
        assertThat(house.request("GET", ME, house.tenant().serviceToken("profile"))
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(house.request("GET", ME, other.token("viewer")).send().status())
                .isEqualTo(401);
        assertThat(server.http().get(ME).tenant("who").send().status()).isEqualTo(401);
    }

    @Test
    void changesWhatSomebodyIsCalledOnEveryNodeWhenTheyShowTheirPassword() {
        var house = new House(server, "named");
        var token = house.token("user");
        assertThat(house.request(second, "GET", ME, token).send().data().getString("username"))
                .isEqualTo("user");

        var changed = change(
                house,
                token,
                Map.of("username", "Ada", "email", "ada@named.example", "current_password", TestServer.PASSWORD));

        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        assertThat(changed.data().getString("username")).isEqualTo("Ada");
        Await.until(
                "the other node knows the name",
                () -> house.request(second, "GET", ME, token)
                        .send()
                        .data()
                        .getString("username")
                        .equals("Ada"));
        assertThat(house.knows("ada@named.example", TestServer.PASSWORD)).isTrue();
        assertThat(house.knows("user", TestServer.PASSWORD)).isFalse();
        var email = change(house, token, Map.of("email", "a@named.example", "current_password", TestServer.PASSWORD));
        assertThat(email.data().getString("username")).isEqualTo("Ada");
        assertThat(email.data().getString("email")).isEqualTo("a@named.example");
    }

    @Test
    void changesNothingWhenTheNamesAreTakenOrThePasswordIsWrong() {
        var house = new House(server, "taken");
        var token = house.token("user");

        var name = change(house, token, Map.of("username", "ADMIN", "current_password", TestServer.PASSWORD));
        assertThat(name.status()).isEqualTo(409);
        assertThat(name.wrongFields()).containsExactly("username");
        var email =
                change(house, token, Map.of("email", "viewer@PROVE.example", "current_password", TestServer.PASSWORD));
        assertThat(email.status()).isEqualTo(409);
        assertThat(email.wrongFields()).containsExactly("email");
        assertThat(change(house, token, Map.of("username", "other", "current_password", "not my password"))
                        .code())
                .isEqualTo("invalid_credentials");
        assertThat(change(house, token, Map.of("username", "a b", "email", "x", "current_password", "y"))
                        .wrongFields())
                .containsExactly("username", "email");
        assertThat(change(house, token, Map.of("current_password", TestServer.PASSWORD))
                        .wrongFields())
                .containsExactly("username");
        assertThat(change(house, token, Map.of("username", "x")).wrongFields()).containsExactly("current_password");
        assertThat(change(
                                house,
                                house.token("user", "read write"),
                                Map.of("username", "x", "current_password", TestServer.PASSWORD))
                        .code())
                .isEqualTo("insufficient_scope");
        assertThat(change(
                                house,
                                house.tenant().serviceToken("profile"),
                                Map.of("username", "x", "current_password", TestServer.PASSWORD))
                        .status())
                .isEqualTo(403);
        assertThat(house.request("GET", ME, token).send().data().getString("username"))
                .isEqualTo("user");
    }

    private List<JsonObject> sessions(House house, String cookie) {
        return items(server.http()
                .get(SESSIONS)
                .tenant(house.slug())
                .header("Cookie", cookie)
                .send());
    }

    private static List<JsonObject> items(Answer page) {
        assertThat(page.status()).as("%s", page).isEqualTo(200);
        return page.data().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private int on(TestServer node, House house, String cookie) {
        return node.http()
                .get(ME)
                .tenant(house.slug())
                .header("Cookie", cookie)
                .send()
                .status();
    }

    private Answer end(House house, String cookie, String path) {
        return server.http()
                .request("DELETE", SESSIONS + path)
                .tenant(house.slug())
                .header("Cookie", cookie)
                .send();
    }

    @Test
    void listsOwnSessionsAndMarksTheOneThatAsks() {
        var house = new House(server, "listed");
        var first = house.session("user", TestServer.PASSWORD);
        var here = house.session("user", TestServer.PASSWORD);
        var foreign = house.session("viewer", TestServer.PASSWORD);

        var listed = sessions(house, here);

        assertThat(listed).hasSize(2);
        assertThat(listed).extracting(session -> session.getBoolean("current")).containsExactly(true, false);
        assertThat(listed.get(0).getString("user_agent")).isEqualTo("A browser of user");
        assertThat(listed.get(0).getString("address")).isEqualTo("127.0.0.1");
        assertThat(sessions(house, first))
                .extracting(session -> session.getBoolean("current"))
                .containsExactly(false, true);
        assertThat(items(house.request("GET", SESSIONS, house.token("user")).send()))
                .extracting(session -> session.getBoolean("current"))
                .containsExactly(false, false);
        assertThat(sessions(house, foreign)).hasSize(1);
        var page = server.http()
                .get(SESSIONS + "?limit=1")
                .tenant("listed")
                .header("Cookie", here)
                .send();
        assertThat(items(page)).hasSize(1);
        assertThat(page.data().getString("next_cursor")).isNotNull();
        assertThat(house.request("GET", SESSIONS, house.token("user", "read"))
                        .send()
                        .code())
                .isEqualTo("insufficient_scope");
        assertThat(house.request("GET", SESSIONS, house.tenant().serviceToken("profile"))
                        .send()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void endsASessionOnEveryNodeWhenItsPersonSaysSoAndNobodyElse() {
        var house = new House(server, "ended");
        var lost = house.session("user", TestServer.PASSWORD);
        var id = sessions(house, lost).get(0).getString("id");
        var here = house.session("user", TestServer.PASSWORD);
        assertThat(on(second, house, lost)).isEqualTo(200);

        assertThat(end(house, house.session("viewer", TestServer.PASSWORD), "/" + id)
                        .status())
                .isEqualTo(404);
        assertThat(end(house, here, "/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(on(second, house, lost)).isEqualTo(200);
        assertThat(end(house, here, "/" + id).status()).isEqualTo(200);

        assertThat(on(second, house, lost)).isEqualTo(401);
        assertThat(on(second, house, here)).isEqualTo(200);
        assertThat(end(house, here, "/" + id).status()).isEqualTo(404);
    }

    @Test
    void endsWhatCameFromTheOtherSessionsWhenAllOthersAreEnded() {
        var house = new House(server, "tokens");
        var app = house.tenant().codeClient(CodeFlow.REDIRECT);
        var here = CodeFlow.of(app);
        var there = CodeFlow.of(app);
        var kept = here.tokens("scope", "openid profile read write").getString("access_token");
        var lost = there.tokens("scope", "openid profile read write").getString("access_token");
        assertThat(house.request(second, "GET", ME, lost).send().status()).isEqualTo(200);
        assertThat(items(house.request("GET", SESSIONS, kept).send()))
                .extracting(session -> session.getBoolean("current"))
                .containsOnlyOnce(true);

        assertThat(house.request("DELETE", SESSIONS, house.tenant().serviceToken("write"))
                        .send()
                        .code())
                .isEqualTo("permission_denied");
        assertThat(house.request("DELETE", SESSIONS, kept).send().status()).isEqualTo(200);

        House.assertSeen(200, 401, () -> house.request(second, "GET", ME, lost).send());
        assertThat(house.request(second, "GET", ME, kept).send().status()).isEqualTo(200);
        assertThat(items(house.request("GET", SESSIONS, kept).send())).hasSize(1);
        assertThat(house.request("DELETE", SESSIONS, house.token("admin", "read profile"))
                        .send()
                        .code())
                .isEqualTo("insufficient_scope");
    }
}
