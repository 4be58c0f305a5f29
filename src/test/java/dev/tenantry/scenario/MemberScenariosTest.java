package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestClient;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
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

    /** A tenant with an owner {@code admin}, an admin {@code manager}, a {@code user} and a {@code viewer}. */
    private final class House {
        private final TestTenant tenant;
        private final TestClient app;

        House(String slug) {
            tenant = server.tenant(slug);
            app = tenant.client("read write profile admin", "password", "refresh_token");
            add("manager", Role.ADMIN);
            add("user", Role.USER);
            add("viewer", Role.VIEWER);
        }

        void add(String name, Role role) {
            var context = Await.result(server.interior().tenants().find(new TenantSlug(tenant.slug())))
                    .orElseThrow();
            Await.result(server.interior()
                    .tenants()
                    .addMember(context, name, TestServer.PASSWORD, role)
                    .map("added"));
        }

        JsonObject tokens(String name, String password) {
            var answer = app.token("grant_type", "password", "username", name, "password", password);
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            return answer.json();
        }

        String token(String name) {
            return tokens(name, TestServer.PASSWORD).getString("access_token");
        }

        String id(String name) {
            return request(server, "GET", "/tenants/users", token("admin")).send().data().getJsonArray("items").stream()
                    .map(JsonObject.class::cast)
                    .filter(user -> user.getString("username").equals(name))
                    .map(user -> user.getString("id"))
                    .findFirst()
                    .orElseThrow();
        }

        Request request(TestServer node, String method, String path, String token) {
            return node.http().request(method, path).tenant(tenant.slug()).bearer(token);
        }

        Request asking(String by, String id, String role) {
            return request(server, "PATCH", "/tenants/users/" + id, token(by)).json(Map.of("role", role));
        }

        Answer change(String by, String whom, String role) {
            return asking(by, id(whom), role).send();
        }

        Answer remove(String by, String whom) {
            return request(server, "DELETE", "/tenants/users/" + id(whom), token(by))
                    .send();
        }

        int on(TestServer node, String token) {
            return request(node, "GET", "/api/protected", token).send().status();
        }
    }

    /** No request that begins a second after this is called gets the old answer. */
    static void assertSeen(int old, int expected, Supplier<Answer> asking) {
        var changed = System.nanoTime();
        while (true) {
            var asked = System.nanoTime();
            var answer = asking.get();
            if (answer.status() != old) {
                assertThat(answer.status()).as("%s", answer).isEqualTo(expected);
                return;
            }
            assertThat(Duration.ofNanos(asked - changed)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void listsTheMembersPageByPageWhenAnAdminAsks() {
        var house = new House("listed");
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
    void refusesWhenItIsAboveTheirOwnRole() {
        var house = new House("ranks");

        assertThat(house.change("user", "viewer", "user").code()).isEqualTo("permission_denied");
        assertThat(house.change("manager", "admin", "user").code()).isEqualTo("permission_denied");
        assertThat(house.change("manager", "viewer", "owner").code()).isEqualTo("permission_denied");
        assertThat(house.remove("manager", "admin").code()).isEqualTo("permission_denied");
        assertThat(house.change("manager", "viewer", "admin").status()).isEqualTo(200);
        assertThat(house.change("admin", "manager", "owner").status()).isEqualTo(200);
    }

    @Test
    void refusesWhenTheTenantWouldHaveNoOwner() {
        var house = new House("last");

        assertThat(house.change("admin", "admin", "admin").code()).isEqualTo("conflict");
        assertThat(house.remove("admin", "admin").code()).isEqualTo("conflict");
        assertThat(house.change("admin", "admin", "owner").status()).isEqualTo(200);
        assertThat(house.change("admin", "manager", "owner").status()).isEqualTo(200);
        assertThat(house.remove("admin", "admin").status()).isEqualTo(200);
    }

    @Test
    void keepsOneOwnerWhenTwoTakeTheRoleFromEachOtherAtOnce() {
        var house = new House("duel");
        assertThat(house.change("admin", "manager", "owner").status()).isEqualTo(200);
        var byAdmin = house.asking("admin", house.id("manager"), "viewer");
        var byManager = house.asking("manager", house.id("admin"), "viewer");

        var answers =
                Await.result(Future.all(byAdmin.sending(), byManager.sending()).map(all -> all.<Answer>list()));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).contains(403);
    }

    @Test
    void refusesWhenThereIsNoSuchMemberOrRole() {
        var house = new House("unknown");
        var other = new House("elsewhere");

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
        var house = new House("lowered");
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
        var house = new House("left");
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
        assertThat(house.app.refresh(tokens.getString("refresh_token")).code())
                .as("A35")
                .isEqualTo("invalid_grant");
        assertThat(inBrowser(house, session)).isEqualTo(401);
        assertThat(house.app
                        .token("grant_type", "password", "username", "user", "password", TestServer.PASSWORD)
                        .code())
                .isEqualTo("invalid_grant");
    }

    private String session(House house, String name, String password) {
        var answer = server.http()
                .post("/oauth/login")
                .tenant(house.tenant.slug())
                .json(Map.of("username", name, "password", password))
                .send();
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.header("set-cookie").split(";", 2)[0];
    }

    /** What a route for admins says to the session: 401 when it is none. */
    private int inBrowser(House house, String session) {
        return second.http()
                .get("/tenants/users")
                .tenant(house.tenant.slug())
                .header("Cookie", session)
                .send()
                .status();
    }

    private static Request changing(Request request, String current, String replacement) {
        return request.json(Map.of("current_password", current, "new_password", replacement));
    }

    @Test
    void endsEverySessionAndTokenOnAnotherNodeWhenThePasswordChanges() {
        var house = new House("changed");
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
        assertThat(house.app.refresh(tokens.getString("refresh_token")).code())
                .as("A35")
                .isEqualTo("invalid_grant");
        assertThat(inBrowser(house, elsewhere)).isEqualTo(401);
        assertThat(inBrowser(house, here)).as("the cookie of before").isEqualTo(401);
        assertThat(inBrowser(house, changed.header("set-cookie").split(";", 2)[0]))
                .isEqualTo(200);
        assertThat(house.on(second, bystander)).isEqualTo(200);
        assertThat(house.app
                        .token("grant_type", "password", "username", "manager", "password", TestServer.PASSWORD)
                        .code())
                .isEqualTo("invalid_grant");
        assertThat(house.on(second, house.tokens("manager", OTHER_PASSWORD).getString("access_token")))
                .isEqualTo(200);
    }

    @Test
    void refusesAnotherPasswordWhenTheCurrentOneIsWrongOrTheNewOneIsNotAllowed() {
        var house = new House("kept");
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
                                house.request(server, "POST", path, house.tenant.serviceToken("write")),
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
        var house = new House("once");
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
