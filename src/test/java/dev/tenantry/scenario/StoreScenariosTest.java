package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.House;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stores: who gets into which, and what lies in them. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreScenariosTest {
    private TestServer server;
    private House house;
    private House other;
    private String manager;
    private String user;
    private String viewer;
    private String store;
    private String elsewhere;
    private String item;
    private String itemElsewhere;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        house = new House(server, "house");
        other = new House(server, "other");
        manager = house.token("manager");
        user = house.token("user");
        viewer = house.token("viewer");
        store = opened(house, "north");
        elsewhere = opened(house, "south");
        assign(store, "user");
        assign(store, "viewer");
        item = added(store);
        itemElsewhere = added(elsewhere);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String opened(House of, String code) {
        return of.request("POST", "/api/v1/stores", of.token("manager"))
                .json(Map.of("code", code, "name", "Store " + code))
                .send()
                .data()
                .getString("id");
    }

    private String added(String to) {
        return house.request("POST", "/api/v1/stores/" + to + "/items", manager)
                .json(Map.of("name", "Lamp", "quantity", 3))
                .send()
                .data()
                .getString("id");
    }

    private void assign(String to, String name) {
        var answer = house.request("POST", "/api/v1/stores/" + to + "/people", manager)
                .json(Map.of("person_id", house.id(name)))
                .send();
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private Answer send(String method, String path, String token, String body) {
        var request = house.request(method, path, token);
        return (body.isEmpty() ? request : request.json(body)).send();
    }

    /** Every route into a store: method, path below the store with {@code ITEM} for an item, body. */
    static Stream<List<String>> intoAStore() {
        return Stream.of(
                List.of("GET", "", ""),
                List.of("GET", "/items", ""),
                List.of("POST", "/items", "{\"name\":\"Desk\",\"quantity\":1}"),
                List.of("GET", "/items/ITEM", ""),
                List.of("PUT", "/items/ITEM", "{\"name\":\"Desk\",\"quantity\":2}"),
                List.of("DELETE", "/items/ITEM", ""));
    }

    @ParameterizedTest
    @MethodSource("intoAStore")
    void findsNothingWhenTheStoreIsNotTheirs(List<String> route) {
        var path = "/api/v1/stores/" + elsewhere + route.get(1).replace("ITEM", itemElsewhere);

        assertThat(send(route.get(0), path, user, route.get(2)).code()).isEqualTo("not_found");
        assertThat(send("GET", "/api/v1/stores/" + elsewhere + "/items/" + itemElsewhere, manager, "")
                        .data()
                        .getInteger("quantity"))
                .isEqualTo(3);
    }

    /** The item is looked for in the store that the path names. */
    @ParameterizedTest
    @MethodSource("intoAStore")
    void findsNothingWhenTheItemLiesInAnotherStore(List<String> route) {
        if (route.get(1).contains("ITEM")) {
            var path = "/api/v1/stores/" + store + route.get(1).replace("ITEM", itemElsewhere);

            assertThat(send(route.get(0), path, user, route.get(2)).code()).isEqualTo("not_found");
        }
    }

    @ParameterizedTest
    @MethodSource("intoAStore")
    void findsNothingWhenTheStoreIsAnotherTenants(List<String> route) {
        var path = "/api/v1/stores/" + store + route.get(1).replace("ITEM", item);
        var request = other.request(route.get(0), path, other.token("admin"));

        assertThat((route.get(2).isEmpty() ? request : request.json(route.get(2)))
                        .send()
                        .code())
                .isEqualTo("not_found");
        assertThat(house.request(route.get(0), path, other.token("admin"))
                        .send()
                        .code())
                .isEqualTo("invalid_token");
    }

    @Test
    void letsThemWorkWhenTheyAreAssigned() {
        var mine = added(store);
        var path = "/api/v1/stores/" + store + "/items/" + mine;

        assertThat(send("PUT", path, user, "{\"name\":\"Lamp\",\"quantity\":4}")
                        .data()
                        .getInteger("quantity"))
                .isEqualTo(4);
        assertThat(send("GET", path, viewer, "").data().getInteger("quantity")).isEqualTo(4);
        assertThat(send("PUT", path, viewer, "{\"name\":\"Lamp\",\"quantity\":5}")
                        .code())
                .isEqualTo("permission_denied");
        assertThat(send("DELETE", path, user, "").status()).isEqualTo(200);
        assertThat(send("GET", path, user, "").status()).isEqualTo(404);
        assertThat(send("GET", "/api/v1/stores/" + store + "/items", user, "").text())
                .doesNotContain(mine);
    }

    @Test
    void listsTheirStoresWhenTheyAskAndAllWhenAManagerDoes() {
        assertThat(send("GET", "/api/v1/stores", user, "").text())
                .contains(store)
                .doesNotContain(elsewhere);
        assertThat(send("GET", "/api/v1/stores", manager, "").text()).contains(store, elsewhere);
        // A token without the scope to manage does not see what its person manages.
        assertThat(send("GET", "/api/v1/stores", house.token("manager", "read"), "")
                        .data()
                        .getJsonArray("items"))
                .isEmpty();
    }

    @Test
    void endsWhenTheAssignmentDoes() {
        var third = opened(house, "third");
        assign(third, "user");
        assertThat(send("GET", "/api/v1/stores/" + third, user, "").status()).isEqualTo(200);

        assertThat(send("DELETE", "/api/v1/stores/" + third + "/people/" + house.id("user"), manager, "")
                        .status())
                .isEqualTo(200);
        assertThat(send("GET", "/api/v1/stores/" + third, user, "").status()).isEqualTo(404);
        assertThat(send("DELETE", "/api/v1/stores/" + third + "/people/" + house.id("user"), manager, "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void isGoneWhenClosedAndBackWhenRestored() {
        var fourth = opened(house, "fourth");
        assign(fourth, "user");
        var path = "/api/v1/stores/" + fourth;

        assertThat(send("DELETE", path, manager, "").status()).isEqualTo(200);
        assertThat(send("GET", path, user, "").status()).isEqualTo(404);
        assertThat(send("GET", path, manager, "").status()).isEqualTo(404);
        assertThat(send("GET", "/api/v1/stores", manager, "").text()).doesNotContain(fourth);
        assertThat(send("POST", path + "/restore", user, "{}").code()).isEqualTo("permission_denied");
        assertThat(send("POST", path + "/restore", manager, "{}").status()).isEqualTo(200);
        assertThat(send("GET", path, user, "").status()).isEqualTo(200);
        assertThat(send("POST", path + "/restore", manager, "{}").status()).isEqualTo(404);
    }

    @Test
    void saysConflictWhenTheCodeIsTaken() {
        assertThat(send("POST", "/api/v1/stores", manager, "{\"code\":\"north\",\"name\":\"Again\"}")
                        .wrongFields())
                .containsExactly("code");
        var fifth = opened(house, "fifth");
        assertThat(send("PUT", "/api/v1/stores/" + fifth, manager, "{\"code\":\"fifth\",\"name\":\"Named anew\"}")
                        .data()
                        .getString("name"))
                .isEqualTo("Named anew");
    }

    static Stream<List<String>> management() {
        return Stream.of(
                List.of("POST", "", "{\"code\":\"x\",\"name\":\"X\"}"),
                List.of("PUT", "/STORE", "{\"code\":\"x\",\"name\":\"X\"}"),
                List.of("DELETE", "/STORE", ""),
                List.of("POST", "/STORE/restore", "{}"),
                List.of("GET", "/STORE/people", ""),
                List.of("POST", "/STORE/people", "{\"person_id\":\"" + UUID.randomUUID() + "\"}"),
                List.of("DELETE", "/STORE/people/" + UUID.randomUUID(), ""));
    }

    @ParameterizedTest
    @MethodSource("management")
    void refusesWhenALesserRoleManages(List<String> route) {
        var path = "/api/v1/stores" + route.get(1).replace("STORE", store);

        assertThat(send(route.get(0), path, user, route.get(2)).code()).isEqualTo("permission_denied");
        assertThat(send(route.get(0), path, house.token("manager", "read write"), route.get(2))
                        .code())
                .isEqualTo("insufficient_scope");
    }

    @ParameterizedTest
    @MethodSource("management")
    void findsNothingWhenAnotherTenantManagesIt(List<String> route) {
        if (route.get(1).startsWith("/STORE")) {
            var path = "/api/v1/stores" + route.get(1).replace("STORE", store);
            var request = other.request(route.get(0), path, other.token("admin"));

            assertThat((route.get(2).isEmpty() ? request : request.json(route.get(2)))
                            .send()
                            .code())
                    .isEqualTo("not_found");
        }
    }

    static Stream<List<String>> badBodies() {
        return Stream.of(
                List.of("POST", "", "{\"code\":\"has space\",\"name\":\"X\"}", "code"),
                List.of("POST", "", "{\"code\":\"x\"}", "name"),
                List.of("PUT", "/STORE", "{\"code\":\"\",\"name\":\"X\"}", "code"),
                List.of("POST", "/STORE/people", "{}", "person_id"),
                List.of("POST", "/STORE/people", "{\"person_id\":\"" + UUID.randomUUID() + "\"}", "person_id"),
                List.of("POST", "/STORE/people", "{\"person_id\":\"nobody\"}", "person_id"),
                List.of("POST", "/STORE/items", "{\"name\":\"X\",\"quantity\":-1}", "quantity"),
                List.of("POST", "/STORE/items", "{\"name\":\"X\",\"quantity\":\"2\"}", "quantity"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void saysWhichFieldWhenTheBodyIsBad(List<String> row) {
        var answer = send(row.get(0), "/api/v1/stores" + row.get(1).replace("STORE", store), manager, row.get(2));

        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactly(row.get(3));
    }

    @Test
    void refusesToAssignWhenThePersonIsOfAnotherTenant() {
        var stranger = send(
                "POST",
                "/api/v1/stores/" + store + "/people",
                manager,
                new JsonObject().put("person_id", other.id("user")).encode());

        assertThat(stranger.wrongFields()).containsExactly("person_id");
    }
}
