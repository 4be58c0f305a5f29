package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.House;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The five promises to a platform of stores, each under its name. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MustPassTest {
    private TestServer server;
    private House house;
    private House other;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        house = new House(server, "house");
        other = new House(server, "other");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String made(House of, String path, String body) {
        var answer = of.request("POST", path, of.token("manager")).json(body).send();
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.data().getString("id");
    }

    private static String product(House of, String sku) {
        return made(of, "/api/v1/products", "{\"sku\":\"%s\",\"name\":\"Lamp\",\"price_cents\":100}".formatted(sku));
    }

    private static String store(House of, String code) {
        return made(of, "/api/v1/stores", "{\"code\":\"%s\",\"name\":\"Store\"}".formatted(code));
    }

    private static Answer get(House of, String path, String token) {
        return of.request("GET", path, token).send();
    }

    @Test
    @DisplayName("no other tenant's data")
    void readWhenOwnerOfAnotherTenantThenNoDataIsShown() {
        var theirs = product(other, "THEIRS");
        var theirStore = store(other, "theirs");
        var owner = house.token("admin");

        assertThat(get(house, "/api/v1/products/" + theirs, owner).status()).isEqualTo(404);
        assertThat(get(house, "/api/v1/products", owner).text()).doesNotContain(theirs);
        assertThat(get(house, "/api/v1/stores/" + theirStore, owner).status()).isEqualTo(404);
        assertThat(get(house, "/api/v1/stores", owner).text()).doesNotContain(theirStore);
        assertThat(get(other, "/api/v1/products/" + theirs, owner).status()).isEqualTo(401);
        assertThat(get(other, "/api/v1/products/" + theirs, other.token("viewer"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("no unassigned store")
    void enterWhenNotAssignedThenThereIsNoStore() {
        var assigned = store(house, "assigned");
        var unassigned = store(house, "unassigned");
        var body = new JsonObject().put("person_id", house.id("user"));
        assertThat(house.request("POST", "/api/v1/stores/" + assigned + "/people", house.token("manager"))
                        .json(body.encode())
                        .send()
                        .status())
                .isEqualTo(200);
        var token = house.token("user");

        assertThat(get(house, "/api/v1/stores/" + assigned, token).status()).isEqualTo(200);
        assertThat(get(house, "/api/v1/stores/" + unassigned, token).status()).isEqualTo(404);
        assertThat(get(house, "/api/v1/stores/" + unassigned + "/items", token).status())
                .isEqualTo(404);
        assertThat(get(house, "/api/v1/stores", token).text())
                .contains(assigned)
                .doesNotContain(unassigned);
    }

    @Test
    @DisplayName("permissions block")
    void actWhenThePermissionIsMissingThenNothingIsDone() {
        var id = product(house, "BLOCKED");
        var viewer = house.token("viewer");

        assertThat(house.request("DELETE", "/api/v1/products/" + id, viewer)
                        .send()
                        .code())
                .isEqualTo("permission_denied");
        assertThat(house.request("DELETE", "/api/v1/products/" + id, house.token("user", "read"))
                        .send()
                        .code())
                .isEqualTo("insufficient_scope");
        assertThat(get(house, "/tenants/users", house.token("user")).code()).isEqualTo("permission_denied");
        assertThat(get(house, "/api/v1/products/" + id, viewer).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("expiry honoured")
    void useWhenExpiredThenItIsWorthNothing() {
        var client = house.tenant()
                .registered(new JsonObject()
                        .put("client_name", "Short")
                        .put("grant_types", new JsonArray().add("password"))
                        .put("scope", "read")
                        .put("access_token_lifetime", 1));
        var token = client.password().getString("access_token");

        assertThat(get(house, "/api/v1/products", token).status()).isEqualTo(200);
        Await.until(
                "the token has expired",
                () -> get(house, "/api/v1/products", token).status() == 401);
    }

    @Test
    @DisplayName("soft-deleted rows excluded")
    void readWhenDeletedThenTheRowIsNotThere() {
        var id = product(house, "DELETED");
        var store = store(house, "deleted");
        var token = house.token("manager");
        for (var path : new String[] {"/api/v1/products/" + id, "/api/v1/stores/" + store}) {
            assertThat(house.request("DELETE", path, token).send().status()).isEqualTo(200);

            assertThat(get(house, path, token).status()).isEqualTo(404);
            assertThat(house.request("DELETE", path, token).send().status()).isEqualTo(404);
            assertThat(get(house, path.substring(0, path.lastIndexOf('/')), token)
                            .text())
                    .doesNotContain(path.substring(path.lastIndexOf('/') + 1));
        }
        assertThat(product(house, "DELETED")).isNotEqualTo(id);
    }
}
