package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.House;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may invite whom, and that an invitation is good once, for its time, and while its maker could still give the role. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationScenariosTest {
    private static final String PATH = "/api/v1/invitations";
    private TestServer server;
    private TestServer second;
    private House house;
    private House other;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        second = server.another(vertx);
        house = new House(server, "house");
        other = new House(server, "other");
    }

    @AfterAll
    void stop() {
        second.close();
        server.close();
    }

    private static void assertWorthless(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(404);
        assertThat(answer.json().getString("error")).startsWith("This invitation is not valid");
    }

    private static String id(Answer invited) {
        return invited.data().getJsonObject("invitation").getString("id");
    }

    @Test
    void makesAMemberWhenSomebodyNewAccepts() {
        var invited = house.invite("manager", "New@Person.example", "user");
        assertThat(invited.status()).as("%s", invited).isEqualTo(201);
        assertThat(invited.data().getString("link"))
                .isEqualTo("http://localhost:8080/tenants/house/invitations/accept?token="
                        + invited.data().getString("token"));

        var accepted = house.accept(invited.data().getString("token"), "newcomer");

        assertThat(accepted.status()).as("%s", accepted).isEqualTo(201);
        assertThat(accepted.data().getString("email")).isEqualTo("New@Person.example");
        assertThat(accepted.data().getString("role")).isEqualTo("user");
        assertThat(accepted.headers().contains("Set-Cookie")).isFalse();
        assertThat(house.knows("newcomer", TestServer.PASSWORD)).isTrue();
        assertThat(house.knows("new@person.example", TestServer.PASSWORD)).isTrue();
        assertThat(statusOf(id(invited))).isEqualTo("accepted");
    }

    private String statusOf(String id) {
        return house
                .request("GET", PATH + "?limit=200", house.token("manager"))
                .send()
                .data()
                .getJsonArray("items")
                .stream()
                .map(JsonObject.class::cast)
                .filter(item -> item.getString("id").equals(id))
                .map(item -> item.getString("status"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void listsPageByPageWithoutTokensWhenAnAdminAsks() {
        var paged = new House(server, "paged");
        var tokens = IntStream.range(0, 3)
                .mapToObj(n -> paged.invitation("admin", "p" + n + "@paged.example", "viewer"))
                .toList();

        var first =
                paged.request("GET", PATH + "?limit=2", paged.token("manager")).send();
        var rest = paged.request(
                        "GET", PATH + "?cursor=" + first.data().getString("next_cursor"), paged.token("manager"))
                .send();

        assertThat(emails(first)).containsExactly("p2@paged.example", "p1@paged.example");
        assertThat(emails(rest)).containsExactly("p0@paged.example");
        assertThat(first.text()).doesNotContain(tokens.get(2), "tnv_");
    }

    private static List<String> emails(Answer page) {
        return page.data().getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("email"))
                .toList();
    }

    @Test
    void refusesWhenItIsNotTheirsToInvite() {
        var id = id(house.invite("admin", "boss@house.example", "owner"));

        assertThat(house.invite("user", "x1@house.example", "viewer").code()).isEqualTo("permission_denied");
        assertThat(house.invite("manager", "x2@house.example", "owner").code()).isEqualTo("permission_denied");
        assertThat(house.request("POST", PATH, house.token("admin", "read write"))
                        .json(Map.of("email", "x3@house.example", "role", "user"))
                        .send()
                        .code())
                .isEqualTo("insufficient_scope");
        assertThat(house.request("POST", PATH, house.tenant().serviceToken("admin"))
                        .json(Map.of("email", "x4@house.example", "role", "user"))
                        .send()
                        .code())
                .isEqualTo("permission_denied");
        assertThat(house.request("POST", PATH, other.token("admin"))
                        .json(Map.of("email", "x5@house.example", "role", "user"))
                        .send()
                        .status())
                .isEqualTo(401);
        for (var by : List.of("manager", "user")) {
            assertThat(resend(house, by, id).code()).isEqualTo("permission_denied");
            assertThat(revoke(house, by, id).code()).isEqualTo("permission_denied");
        }
        assertThat(resend(other, "admin", id).status()).isEqualTo(404);
        assertThat(revoke(other, "admin", id).status()).isEqualTo(404);
        assertThat(revoke(house, "admin", UUID.randomUUID().toString()).status())
                .isEqualTo(404);
        assertThat(house.request("GET", PATH, house.token("viewer")).send().status())
                .isEqualTo(403);
        assertThat(statusOf(id)).isEqualTo("open");
    }

    private static Answer resend(House in, String by, String id) {
        return in.request("POST", PATH + "/" + id + "/resend", in.token(by))
                .json("{}")
                .send();
    }

    private static Answer revoke(House in, String by, String id) {
        return in.request("DELETE", PATH + "/" + id, in.token(by)).send();
    }

    @Test
    void refusesWhenTheBodyIsWrong() {
        var token = house.token("admin");

        assertThat(house.request("POST", PATH, token)
                        .json(Map.of("email", "nobody", "role", "king", "expires_in", 60))
                        .send()
                        .wrongFields())
                .containsExactly("email", "expires_in");
        assertThat(house.invite("admin", "king@house.example", "king").wrongFields())
                .containsExactly("role");
        assertThat(house.request("POST", PATH, token).json("{}").send().wrongFields())
                .containsExactly("email", "role");
        assertThat(server.http()
                        .post(PATH + "/accept")
                        .tenant("house")
                        .json(Map.of("token", "x", "username", "a b"))
                        .send()
                        .wrongFields())
                .containsExactly("username", "password");
        var invitation = house.invitation("admin", "short@house.example", "user");
        assertThat(server.http()
                        .post(PATH + "/accept")
                        .tenant("house")
                        .json(Map.of("token", invitation, "username", "short", "password", "short"))
                        .send()
                        .wrongFields())
                .containsExactly("password");
        assertThat(house.accept(invitation, "admin").wrongFields())
                .as("a name that is taken")
                .containsExactly("username");
        assertThat(house.accept(invitation, "short").status()).isEqualTo(201);
    }

    @Test
    void refusesWhenTheAddressHasAnOpenInvitationOrAMember() {
        var id = id(house.invite("admin", "twice@house.example", "user"));

        var again = house.invite("manager", "TWICE@house.example", "viewer");
        assertThat(again.status()).as("%s", again).isEqualTo(409);
        assertThat(again.wrongFields()).containsExactly("email");
        var member = house.invite("manager", "admin@HOUSE.example", "viewer");
        assertThat(member.status()).as("%s", member).isEqualTo(409);
        assertThat(member.wrongFields()).containsExactly("email");

        assertThat(revoke(house, "admin", id).status()).isEqualTo(200);
        assertThat(revoke(house, "admin", id).status()).isEqualTo(404);
        assertThat(house.invite("manager", "twice@house.example", "viewer").status())
                .isEqualTo(201);
        TestPostgres.execute(
                server.database(),
                "UPDATE invitations SET expires_at = now() - interval '1 hour' WHERE email = 'twice@house.example'");
        assertThat(house.invite("manager", "twice@house.example", "viewer").status())
                .as("after the other one has expired")
                .isEqualTo(201);
    }

    @Test
    void answersTheSameWhenAnInvitationIsWorthNothing() {
        var revoked = house.invite("admin", "w1@house.example", "user");
        assertThat(revoke(house, "manager", id(revoked)).status()).isEqualTo(200);
        var resent = house.invite("admin", "w2@house.example", "user");
        var fresh = resend(house, "manager", id(resent));
        assertThat(fresh.status()).as("%s", fresh).isEqualTo(200);
        var expired = house.invite("admin", "w3@house.example", "user");
        TestPostgres.execute(
                server.database(),
                "UPDATE invitations SET expires_at = now() - interval '1 hour' WHERE email = 'w3@house.example'");

        for (var answer : List.of(revoked, resent, expired)) {
            assertWorthless(house.accept(answer.data().getString("token"), "worthless"));
        }
        assertWorthless(house.accept("tnv_unknown", "worthless"));
        assertWorthless(house.accept("anything", "worthless"));
        assertWorthless(other.accept(fresh.data().getString("token"), "worthless"));
        assertThat(statusOf(id(expired))).isEqualTo("expired");
        assertThat(statusOf(id(revoked))).isEqualTo("revoked");
        assertThat(house.accept(fresh.data().getString("token"), "w2").status()).isEqualTo(201);
        assertWorthless(house.accept(fresh.data().getString("token"), "w2again"));
        var revived = resend(house, "manager", id(expired));
        assertThat(house.accept(revived.data().getString("token"), "w3").status())
                .isEqualTo(201);
    }

    @Test
    void makesOneMemberWhenManyAcceptAtOnce() {
        var token = house.invitation("admin", "race@house.example", "user");

        var answers = Await.result(Future.all(IntStream.range(0, 8)
                        .mapToObj(n -> house.accepting(n % 2 == 0 ? server : second, token, "race" + n)
                                .sending())
                        .toList())
                .map(all -> all.<Answer>list()));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201);
        assertThat(answers).extracting(Answer::status).containsOnly(201, 404);
        assertThat(TestPostgres.query(
                        server.database(), "SELECT username FROM memberships WHERE username LIKE 'race%'"))
                .hasSize(1);
    }

    @Test
    void isWorthNothingOnAnotherNodeWhenWhoeverInvitedIsRemovedOrDemoted() {
        var left = new House(server, "left");
        var ofManager = left.invitation("manager", "i1@left.example", "user");
        var ofManagerToo = left.invitation("manager", "i2@left.example", "admin");

        assertThat(left.change("admin", "manager", "user").status()).isEqualTo(200);
        assertWorthless(left.accepting(second, ofManager, "i1").send());
        assertThat(left.change("admin", "manager", "admin").status()).isEqualTo(200);
        assertThat(left.accepting(second, ofManager, "i1").send().status()).isEqualTo(201);

        assertThat(left.remove("admin", "manager").status()).isEqualTo(200);
        assertWorthless(left.accepting(second, ofManagerToo, "i2").send());
    }

    @Test
    void isWorthNothingWhenWhoeverInvitedCouldNotGiveTheRoleAnyMore() {
        var lower = new House(server, "lower");
        assertThat(lower.change("admin", "manager", "owner").status()).isEqualTo(200);
        var owner = lower.invitation("manager", "o@lower.example", "owner");
        var user = lower.invitation("manager", "u@lower.example", "user");

        assertThat(lower.change("admin", "manager", "admin").status()).isEqualTo(200);

        assertWorthless(lower.accept(owner, "o"));
        assertThat(lower.accept(user, "u").status()).isEqualTo(201);
    }

    @Test
    void givesARoleOfTheTenantsOwnWhileItsMakerCoversIt() {
        var own = new House(server, "own");
        assertThat(own.role("clerk", "product.read", "product.write")).isNotEmpty();
        var first = own.invitation("manager", "c1@own.example", "clerk");
        var later = own.invitation("manager", "c2@own.example", "clerk");
        var accepted = own.accept(first, "c1");
        assertThat(accepted.status()).as("%s", accepted).isEqualTo(201);
        assertThat(accepted.data().getString("role")).isEqualTo("clerk");
        assertThat(own.invite("c1", "c3@own.example", "clerk").code()).isEqualTo("permission_denied");
        assertThat(own.change("admin", "manager", "clerk").status()).isEqualTo(200);
        assertWorthless(own.accept(later, "c2"));
        assertThat(own.change("admin", "manager", "admin").status()).isEqualTo(200);

        assertThat(own.role("spare", "product.read")).isNotEmpty();
        var unused = own.invitation("manager", "c4@own.example", "spare");
        TestPostgres.execute(server.database(), "DELETE FROM roles WHERE name = 'spare'");
        assertWorthless(own.accept(unused, "c4"));
    }
}
