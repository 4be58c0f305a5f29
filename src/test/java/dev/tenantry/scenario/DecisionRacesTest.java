package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.House;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.junit5.VertxExtension;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Decisions of several people at once, on two nodes, end as if they had been made one after the other. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionRacesTest {
    private static final int TIMES = 50;
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

    private static List<Answer> atOnce(Request... requests) {
        return Await.result(
                Future.all(Arrays.stream(requests).map(Request::sending).toList())
                        .map(all -> all.<Answer>list()));
    }

    private Request giving(House house, TestServer node, String token, String id, String role) {
        return house.request(node, "PATCH", "/tenants/users/" + id, token).json(Map.of("role", role));
    }

    @Test
    void keepsAnOwnerWhenTwoDemoteEachOtherManyTimes() {
        var house = new House(server, "duels");
        var one = house.token("admin");
        var other = house.token("manager");
        var oneId = house.id("admin");
        var otherId = house.id("manager");
        assertThat(giving(house, server, one, otherId, "owner").send().status()).isEqualTo(200);
        for (int n = 0; n < TIMES; n++) {
            var answers = atOnce(
                    giving(house, server, one, otherId, "viewer"), giving(house, second, other, oneId, "viewer"));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 403);
            var oneStays = answers.get(0).status() == 200;
            var again = oneStays
                    ? giving(house, server, one, otherId, "owner")
                    : giving(house, server, other, oneId, "owner");
            assertThat(again.send().status()).isEqualTo(200);
            Await.until(
                    "both nodes know",
                    () -> List.of(one, other).stream()
                            .allMatch(token -> house.request(second, "GET", "/tenants/users", token)
                                            .send()
                                            .status()
                                    == 200));
        }
    }

    @Test
    void keepsAnOwnerWhenTwoLeaveAtOnce() {
        var house = new House(server, "exodus");
        var one = house.token("admin");
        var other = house.token("manager");
        assertThat(house.change("admin", "manager", "owner").status()).isEqualTo(200);

        var answers = atOnce(
                house.request(server, "DELETE", "/api/v1/me/membership", one),
                house.request(second, "DELETE", "/api/v1/me/membership", other));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void promotesNobodyWhenThePromoterHasBeenDemotedBefore() {
        var house = new House(server, "falling");
        var owner = house.token("admin");
        var falling = house.token("manager");
        var fallingId = house.id("manager");
        var viewer = house.id("viewer");
        for (int n = 0; n < TIMES; n++) {
            var answers = atOnce(
                    giving(house, server, owner, fallingId, "viewer"), giving(house, second, falling, viewer, "admin"));

            assertThat(answers.get(0).status()).isEqualTo(200);
            assertThat(answers.get(1).status()).isIn(200, 403);
            if (answers.get(1).status() == 200) {
                assertThat(lastDecisions(house)).containsExactly(viewer, fallingId);
            }
            assertThat(giving(house, server, owner, viewer, "viewer").send().status())
                    .isEqualTo(200);
            assertThat(giving(house, server, owner, fallingId, "admin").send().status())
                    .isEqualTo(200);
            Await.until(
                    "the other node knows",
                    () -> house.request(second, "GET", "/tenants/users", falling)
                                    .send()
                                    .status()
                            == 200);
        }
    }

    @Test
    void givesNoRoleThatHasGrownAboveTheGiverMeanwhile() {
        var house = new House(server, "growing");
        var owner = house.token("admin");
        house.role("lead", "member.manage", "product.read");
        var role = house.role("clerk", "product.read");
        assertThat(house.change("admin", "manager", "lead").status()).isEqualTo(200);
        house.role("nothing");
        assertThat(house.change("admin", "viewer", "nothing").status()).isEqualTo(200);
        var lead = house.token("manager");
        var viewer = house.id("viewer");
        for (int n = 0; n < TIMES; n++) {
            var answers = atOnce(
                    growing(house, owner, role, "product.read", "product.write"),
                    giving(house, second, lead, viewer, "clerk"));

            assertThat(answers.get(0).status()).isEqualTo(200);
            assertThat(answers.get(1).status()).isIn(200, 403);
            if (answers.get(1).status() == 200) {
                assertThat(lastDecisions(house)).containsExactly(viewer, role);
            }
            assertThat(giving(house, server, owner, viewer, "nothing").send().status())
                    .isEqualTo(200);
            assertThat(growing(house, owner, role, "product.read").send().status())
                    .isEqualTo(200);
        }
    }

    private static Request growing(House house, String token, String role, String... permissions) {
        return house.request("PUT", "/api/v1/roles/" + role, token)
                .json(Map.of("name", "clerk", "permissions", new JsonArray(List.of(permissions))));
    }

    /** What the last two were about, in the order in which they were made: nobody else decides until one is committed. */
    private List<String> lastDecisions(House house) {
        return TestPostgres.query(
                        server.database(), """
                        SELECT object_id FROM (
                            SELECT object_id, at FROM audit_events
                            WHERE tenant_id = '%s' AND action IN ('member.role_changed', 'role.changed')
                            ORDER BY at DESC LIMIT 2) last
                        ORDER BY at
                        """.formatted(house.tenant().id()))
                .stream()
                .map(row -> String.valueOf(row.get("object_id")))
                .toList();
    }
}
