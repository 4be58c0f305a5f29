package dev.tenantry.scenario;

import static dev.tenantry.testing.House.assertSeen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.House;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may change and remove whom, and that it is seen on another node within a second. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemberScenariosTest {
    private static final String OTHER_PASSWORD = "staple battery horse";
    private TestServer server;
    private TestServer second;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        second = server.another(vertx);
    }

    @AfterAll
    void stop() {
        second.close();
        server.close();
    }

    @Test
    void listsTheMembersPageByPageWhenAnAdminAsks() {
        var house = new House(server, "listed");
        var token = house.token("manager");

        var first = house.request(server, "GET", "/tenants/users?limit=3", token)
                .send()
                .data();
        var rest = server.http()
                .get("/tenants/listed/users?cursor=" + first.getString("next_cursor"))
                .bearer(token)
                .send()
                .data();

        assertThat(names(first)).containsExactly("viewer", "user", "manager");
        assertThat(names(rest)).containsExactly("admin");
        assertThat(house.request(server, "GET", "/tenants/users", house.token("user"))
                        .send()
                        .code())
                .isEqualTo("permission_denied");
    }

    private static List<String> names(JsonObject page) {
        return page.getJsonArray("items").stream()
                .map(user -> ((JsonObject) user).getString("username"))
                .toList();
    }

    @Test
    void listsOnlyThoseWhoAreWantedWhenARoleOrAPartOfANameIsGiven() {
        var house = new House(server, "searched");
        house.role("helper", "product.read");
        assertThat(house.change("admin", "viewer", "helper").status()).isEqualTo(200);
        var token = house.token("manager");

        assertThat(searched(house, token, "role=helper")).containsExactly("viewer");
        assertThat(searched(house, token, "role=custom")).isEmpty();
        assertThat(searched(house, token, "role=admin")).containsExactly("manager");
        assertThat(searched(house, token, "q=USE")).containsExactly("user");
        assertThat(searched(house, token, "q=%25")).isEmpty();
        assertThat(searched(house, token, "q=prove.example&role=user")).containsExactly("user");
        assertThat(searched(house, token, "q=prove.example&limit=2")).containsExactly("viewer", "user");
        assertThat(house.request(server, "GET", "/tenants/users?q=" + "x".repeat(201), token)
                        .send()
                        .wrongFields())
                .containsExactly("q");
    }

    private static List<String> searched(House house, String token, String query) {
        return names(
                house.request("GET", "/tenants/users?" + query, token).send().data());
    }

    @Test
    void tellsOneMemberWhenAnAdminAsks() {
        var house = new House(server, "single");
        var path = "/tenants/users/" + house.id("user");

        assertThat(house.request("GET", path, house.token("manager")).send().data())
                .isEqualTo(new JsonObject()
                        .put("id", house.id("user"))
                        .put("username", "user")
                        .put("email", "user@prove.example")
                        .put("role", "user"));
        assertThat(house.request("GET", path, house.token("viewer")).send().code())
                .isEqualTo("permission_denied");
        assertThat(house.request("GET", "/tenants/users/" + UUID.randomUUID(), house.token("admin"))
                        .send()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void endsEverythingWhenAMemberLeaves() {
        var house = new House(server, "leaving");
        var viewer = house.token("viewer");
        var session = session(house, "viewer", TestServer.PASSWORD);
        assertThat(house.on(second, viewer)).isEqualTo(200);

        assertThat(leaving(house, house.token("admin")).code()).isEqualTo("conflict");
        assertThat(leaving(house, house.tenant().serviceToken("admin")).code()).isEqualTo("permission_denied");
        assertThat(leaving(house, house.token("viewer", "read write")).code()).isEqualTo("insufficient_scope");
        assertThat(leaving(house, viewer).status()).isEqualTo(200);

        assertSeen(
                200,
                401,
                () -> house.request(second, "GET", "/api/protected", viewer).send());
        assertThat(inBrowser(house, session)).isEqualTo(401);
        assertThat(house.members()).hasSize(3);
        assertThat(house.change("admin", "manager", "owner").status()).isEqualTo(200);
        assertThat(leaving(house, house.token("admin")).status()).isEqualTo(200);
    }

    private static Answer leaving(House house, String token) {
        return house.request("DELETE", "/api/v1/me/membership", token).send();
    }

    @Test
    void refusesWhenItIsAboveTheirOwnRole() {
        var house = new House(server, "ranks");

        assertThat(house.change("user", "viewer", "user").code()).isEqualTo("permission_denied");
        assertThat(house.change("manager", "admin", "user").code()).isEqualTo("permission_denied");
        assertThat(house.change("manager", "viewer", "owner").code()).isEqualTo("permission_denied");
        assertThat(house.remove("manager", "admin").code()).isEqualTo("permission_denied");
        assertThat(house.change("manager", "viewer", "admin").status()).isEqualTo(200);
        assertThat(house.change("admin", "manager", "owner").status()).isEqualTo(200);
    }

    @Test
    void refusesWhenTheTenantWouldHaveNoOwner() {
        var house = new House(server, "last");

        assertThat(house.change("admin", "admin", "admin").code()).isEqualTo("conflict");
        assertThat(house.remove("admin", "admin").code()).isEqualTo("conflict");
        assertThat(house.change("admin", "admin", "owner").status()).isEqualTo(200);
        assertThat(house.change("admin", "manager", "owner").status()).isEqualTo(200);
        assertThat(house.remove("admin", "admin").status()).isEqualTo(200);
    }

    @Test
    void keepsOneOwnerWhenTwoTakeTheRoleFromEachOtherAtOnce() {
        var house = new House(server, "duel");
        assertThat(house.change("admin", "manager", "owner").status()).isEqualTo(200);
        var byAdmin = house.asking("admin", house.id("manager"), "viewer");
        var byManager = house.asking("manager", house.id("admin"), "viewer");

        var answers =
                Await.result(Future.all(byAdmin.sending(), byManager.sending()).map(all -> all.<Answer>list()));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).contains(403);
    }

    @Test
    void refusesWhenThereIsNoSuchMemberOrRole() {
        var house = new House(server, "unknown");
        var other = new House(server, "elsewhere");

        assertThat(house.asking("admin", UUID.randomUUID().toString(), "user")
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(house.asking("admin", other.id("viewer"), "user").send().status())
                .isEqualTo(404);
        assertThat(house.change("admin", "viewer", "king").wrongFields()).containsExactly("role");
        assertThat(house.change("admin", "viewer", "").wrongFields()).containsExactly("role");
    }

    @Test
    void allowsWhatTheNewRoleDoesOnAnotherNodeWhenTheRoleChanges() {
        var house = new House(server, "lowered");
        var token = house.token("user");
        Supplier<Answer> writing = () -> house.request(second, "POST", "/api/v1/products", token)
                .json(Map.of("sku", UUID.randomUUID().toString(), "name", "Chair", "price_cents", 1))
                .send();
        assertThat(writing.get().status()).isEqualTo(201);

        assertThat(house.change("admin", "user", "viewer").status()).isEqualTo(200);

        assertSeen(201, 403, writing);
        assertThat(house.on(second, token)).isEqualTo(200);
        assertThat(house.change("admin", "user", "user").status()).isEqualTo(200);
        assertSeen(403, 201, writing);
    }

    @Test
    void endsEverythingOnAnotherNodeWhenAMemberIsRemoved() {
        var house = new House(server, "left");
        var tokens = house.tokens("user", TestServer.PASSWORD);
        var token = tokens.getString("access_token");
        var session = session(house, "user", TestServer.PASSWORD);
        assertThat(house.on(second, token)).isEqualTo(200);
        assertThat(inBrowser(house, session)).isEqualTo(403);

        assertThat(house.remove("manager", "user").status()).isEqualTo(200);

        assertSeen(
                200,
                401,
                () -> house.request(second, "GET", "/api/protected", token).send());
        assertThat(house.app().refresh(tokens.getString("refresh_token")).code())
                .as("A35")
                .isEqualTo("invalid_grant");
        assertThat(inBrowser(house, session)).isEqualTo(401);
        assertThat(house.app()
                        .token("grant_type", "password", "username", "user", "password", TestServer.PASSWORD)
                        .code())
                .isEqualTo("invalid_grant");
    }

    private String session(House house, String name, String password) {
        var answer = server.http()
                .post("/oauth/login")
                .tenant(house.tenant().slug())
                .json(Map.of("username", name, "password", password))
                .send();
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.header("set-cookie").split(";", 2)[0];
    }

    /** What a route for admins says to the session: 401 when it is none. */
    private int inBrowser(House house, String session) {
        return second.http()
                .get("/tenants/users")
                .tenant(house.tenant().slug())
                .header("Cookie", session)
                .send()
                .status();
    }

    private static Request changing(Request request, String current, String replacement) {
        return request.json(Map.of("current_password", current, "new_password", replacement));
    }

    @Test
    void endsEverySessionAndTokenOnAnotherNodeWhenThePasswordChanges() {
        var house = new House(server, "changed");
        var tokens = house.tokens("manager", TestServer.PASSWORD);
        var token = tokens.getString("access_token");
        var bystander = house.token("viewer");
        var here = session(house, "manager", TestServer.PASSWORD);
        var elsewhere = session(house, "manager", TestServer.PASSWORD);
        assertThat(house.on(second, token)).isEqualTo(200);

        var changed = changing(
                        server.http()
                                .post("/api/auth/password")
                                .tenant("changed")
                                .header("Cookie", here),
                        TestServer.PASSWORD,
                        OTHER_PASSWORD)
                .send();

        assertThat(changed.status()).as("%s", changed).isEqualTo(200);
        assertSeen(
                200,
                401,
                () -> house.request(second, "GET", "/api/protected", token).send());
        assertThat(house.app().refresh(tokens.getString("refresh_token")).code())
                .as("A35")
                .isEqualTo("invalid_grant");
        assertThat(inBrowser(house, elsewhere)).isEqualTo(401);
        assertThat(inBrowser(house, here)).as("the cookie of before").isEqualTo(401);
        assertThat(inBrowser(house, changed.header("set-cookie").split(";", 2)[0]))
                .isEqualTo(200);
        assertThat(house.on(second, bystander)).isEqualTo(200);
        assertThat(house.app()
                        .token("grant_type", "password", "username", "manager", "password", TestServer.PASSWORD)
                        .code())
                .isEqualTo("invalid_grant");
        assertThat(house.on(second, house.tokens("manager", OTHER_PASSWORD).getString("access_token")))
                .isEqualTo(200);
    }

    @Test
    void refusesAnotherPasswordWhenTheCurrentOneIsWrongOrTheNewOneIsNotAllowed() {
        var house = new House(server, "kept");
        var token = house.token("manager");
        var path = "/api/auth/password";

        assertThat(changing(house.request(server, "POST", path, token), "not it at all", OTHER_PASSWORD)
                        .send()
                        .code())
                .isEqualTo("invalid_credentials");
        assertThat(changing(house.request(server, "POST", path, token), TestServer.PASSWORD, "short")
                        .send()
                        .wrongFields())
                .containsExactly("new_password");
        assertThat(changing(server.http().post(path).tenant("kept"), TestServer.PASSWORD, OTHER_PASSWORD)
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(changing(
                                house.request(
                                        server, "POST", path, house.tenant().serviceToken("write")),
                                TestServer.PASSWORD,
                                OTHER_PASSWORD)
                        .send()
                        .code())
                .isEqualTo("permission_denied");
        assertThat(house.on(second, token)).isEqualTo(200);

        var byToken = changing(house.request(server, "POST", path, token), TestServer.PASSWORD, OTHER_PASSWORD)
                .send();
        assertThat(byToken.status()).isEqualTo(200);
        assertThat(byToken.headers().contains("Set-Cookie")).isFalse();
        assertThat(house.on(server, token)).isEqualTo(401);
    }

    @Test
    void changesThePasswordOnceWhenItIsAskedForManyTimesAtOnce() {
        var house = new House(server, "once");
        var token = house.token("manager");

        var answers = Await.result(Future.all(IntStream.range(0, 4)
                        .mapToObj(n -> changing(
                                        house.request(server, "POST", "/api/auth/password", token),
                                        TestServer.PASSWORD,
                                        OTHER_PASSWORD + n)
                                .sending())
                        .toList())
                .map(all -> all.<Answer>list()));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).contains(401);
    }
}
