package dev.tenantry.scenario;

import static dev.tenantry.testing.House.assertSeen;
import static dev.tenantry.testing.House.items;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.House;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Roles that a tenant makes of permissions: who may make, change, give and delete them, and what they allow at once. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleScenariosTest {
    private static final String ROLES = "/api/v1/roles";
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

    private static Answer replacing(House house, String by, String id, String name, String... permissions) {
        return house.request("PUT", ROLES + "/" + id, house.token(by))
                .json(Map.of("name", name, "permissions", new JsonArray(List.of(permissions))))
                .send();
    }

    private static Answer deleting(House house, String by, String id) {
        return house.request("DELETE", ROLES + "/" + id, house.token(by)).send();
    }

    private static Answer reading(House house, String token, String id) {
        return house.request("GET", ROLES + "/" + id, token).send();
    }

    @Test
    void makesReadsChangesAndDeletesARoleWhenAnAdminAsks() {
        var house = new House(server, "crud");

        var made = house.request("POST", ROLES, house.token("manager"))
                .json(new JsonObject()
                        .put("name", "clerk-1")
                        .put("description", "At the counter")
                        .put("permissions", new JsonArray(List.of("product.write", "product.read", "product.read")))
                        .encode())
                .send();

        assertThat(made.status()).as("%s", made).isEqualTo(201);
        var id = made.data().getString("id");
        assertThat(made.header("location")).isEqualTo(ROLES + "/" + id);
        assertThat(made.data().getJsonArray("permissions")).containsExactly("product.read", "product.write");
        assertThat(made.data().getInteger("version")).isEqualTo(1);
        assertThat(reading(house, house.token("user"), id).data()).isEqualTo(made.data());
        assertThat(items(house.request("GET", ROLES, house.token("user")).send()))
                .containsExactly(made.data());

        var changed = replacing(house, "manager", id, "clerk", "product.read").data();
        assertThat(changed.getString("name")).isEqualTo("clerk");
        assertThat(changed.getString("description")).isEmpty();
        assertThat(changed.getInteger("version")).isEqualTo(2);
        assertThat(reading(house, house.token("user"), id).data()).isEqualTo(changed);

        assertThat(deleting(house, "manager", id).status()).isEqualTo(200);
        assertThat(reading(house, house.token("user"), id).status()).isEqualTo(404);
        assertThat(replacing(house, "manager", id, "clerk", "product.read").status())
                .isEqualTo(404);
        assertThat(deleting(house, "manager", id).status()).isEqualTo(404);
        assertThat(TestPostgres.query(
                        server.database(),
                        "SELECT action, changes::text FROM audit_events WHERE object_id = '" + id + "' ORDER BY id"))
                .extracting(row -> String.valueOf(row))
                .satisfiesExactly(
                        row -> assertThat(row).contains("role.created", "clerk-1", "product.write"),
                        row -> assertThat(row).contains("role.changed", "name_before", "permissions_before"),
                        row -> assertThat(row).contains("role.deleted", "clerk"));
    }

    @Test
    void saysThatTheVersionIsAnotherWhenARoleThatSomebodyHasIsDeletedByAnOldOne() {
        var house = new House(server, "held");
        var id = house.role("clerk", "product.read");
        assertThat(house.change("admin", "user", "clerk").status()).isEqualTo(200);

        for (var refused :
                Map.of("\"2\"", "precondition_failed", "\"1\"", "conflict").entrySet()) {
            assertThat(house.request("DELETE", ROLES + "/" + id, house.token("admin"))
                            .header("If-Match", refused.getKey())
                            .send()
                            .code())
                    .isEqualTo(refused.getValue());
        }
        assertThat(reading(house, house.token("admin"), id).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void listsRolesPageByPageWhenThereAreSeveral() {
        var house = new House(server, "paged");
        var ids = List.of(house.role("r1"), house.role("r2"), house.role("r3"));
        var token = house.token("user");

        var first = house.request("GET", ROLES + "?limit=2", token).send().data();
        var rest = house.request("GET", ROLES + "?cursor=" + first.getString("next_cursor"), token)
                .send();

        assertThat(first.getJsonArray("items")).hasSize(2);
        assertThat(items(rest)).extracting(role -> role.getString("id")).containsExactly(ids.get(0));
    }

    @Test
    void tellsEveryPermissionWhenAMemberAsks() {
        var house = new House(server, "catalogue");

        var all = items(
                house.request("GET", "/api/v1/permissions", house.token("user")).send());

        assertThat(all)
                .contains(
                        permission("product.write", "write", "user", false),
                        permission("member.manage", "admin", "admin", false),
                        permission("apikey.manage", "admin", "admin", false),
                        permission("account.password", "write", "viewer", true))
                .isSortedAccordingTo((one, other) -> one.getString("name").compareTo(other.getString("name")));
        assertThat(house.request("GET", "/api/v1/permissions", house.token("viewer"))
                        .send()
                        .code())
                .isEqualTo("permission_denied");
    }

    private static JsonObject permission(String name, String scope, String least, boolean everybodys) {
        return new JsonObject()
                .put("name", name)
                .put("scope", scope)
                .put("least_role", least)
                .put("of_every_member", everybodys);
    }

    @Test
    void refusesWhenTheBodyIsWrong() {
        var house = new House(server, "wrong");
        house.role("taken");
        var id = house.role("kept", "product.read");

        assertThat(house.makingRole("admin", "taken").code()).isEqualTo("conflict");
        assertThat(house.makingRole("admin", "taken").wrongFields()).containsExactly("name");
        assertThat(replacing(house, "admin", id, "taken").code()).isEqualTo("conflict");
        for (var name : List.of("", "a", "A name", "Clerk", "x".repeat(65), "owner", "admin", "user", "viewer", "é1")) {
            assertThat(house.makingRole("admin", name).wrongFields()).as(name).containsExactly("name");
            assertThat(replacing(house, "admin", id, name).wrongFields())
                    .as(name)
                    .containsExactly("name");
        }
        var unknown = house.makingRole("admin", "other", "product.read", "product.burn", "x");
        assertThat(unknown.wrongFields()).containsExactly("permissions", "permissions");
        assertThat(unknown.text()).contains("product.burn");
        assertThat(house.makingRole("admin", "other", "operator.tenants.manage").wrongFields())
                .containsExactly("permissions");
        for (var body : List.of(
                "{\"name\":\"other\"}",
                "{\"name\":\"other\",\"permissions\":[null]}",
                "{\"name\":\"other\",\"permissions\":\"product.read\"}",
                "{\"name\":\"other\",\"permissions\":[],\"version\":3}")) {
            var answer = house.request("POST", ROLES, house.token("admin"))
                    .json(body)
                    .send();
            assertThat(answer.status()).as("%s %s", body, answer).isEqualTo(400);
        }
        assertThat(items(house.request("GET", ROLES, house.token("admin")).send()))
                .extracting(role -> role.getString("name"))
                .containsExactly("kept", "taken");
    }

    @Test
    void refusesWhenItIsNotTheirTenantsRoleOrTheyMayNot() {
        var house = new House(server, "mine");
        var other = new House(server, "theirs");
        var id = house.role("clerk", "product.read");

        assertThat(reading(other, other.token("admin"), id).status()).isEqualTo(404);
        assertThat(replacing(other, "admin", id, "clerk").status()).isEqualTo(404);
        assertThat(deleting(other, "admin", id).status()).isEqualTo(404);
        assertThat(other.change("admin", "user", "clerk").wrongFields()).containsExactly("role");
        assertThat(reading(other, house.token("admin"), id).status()).isEqualTo(401);
        assertThat(house.makingRole("user", "more", "product.read").code()).isEqualTo("permission_denied");
        assertThat(replacing(house, "user", id, "clerk").code()).isEqualTo("permission_denied");
        assertThat(deleting(house, "user", id).code()).isEqualTo("permission_denied");
        assertThat(reading(house, house.token("viewer"), id).code()).isEqualTo("permission_denied");
    }

    @Test
    void refusesWhenARoleHoldsMoreThanWhoeverDecides() {
        var house = new House(server, "measure");
        house.role("lead", "member.manage", "role.manage", "role.read", "product.read");
        var clerk = house.role("clerk", "product.read", "product.write");
        var reader = house.role("reader", "product.read");
        assertThat(house.change("admin", "user", "lead").status()).isEqualTo(200);

        assertThat(house.makingRole("user", "bigger", "product.write").code()).isEqualTo("permission_denied");
        assertThat(replacing(house, "user", reader, "reader", "product.read", "product.write")
                        .code())
                .isEqualTo("permission_denied");
        assertThat(replacing(house, "user", clerk, "clerk", "product.read").code())
                .isEqualTo("permission_denied");
        assertThat(deleting(house, "user", clerk).code()).isEqualTo("permission_denied");
        assertThat(house.change("user", "viewer", "clerk").code()).isEqualTo("permission_denied");
        assertThat(house.change("user", "viewer", "reader").code())
                .as("a viewer holds more than lead does")
                .isEqualTo("permission_denied");
        assertThat(house.change("admin", "viewer", "reader").status()).isEqualTo(200);
        assertThat(house.change("user", "viewer", "viewer").code()).isEqualTo("permission_denied");
        assertThat(house.change("user", "viewer", "lead").status()).isEqualTo(200);
        assertThat(house.remove("user", "manager").code()).isEqualTo("permission_denied");

        assertThat(house.makingRole("user", "smaller", "product.read", "account.password")
                        .status())
                .isEqualTo(201);
        assertThat(house.remove("user", "viewer").status()).isEqualTo(200);
    }

    @Test
    void allowsWhatTheRoleDoesOnAnotherNodeWhenItChanges() {
        var house = new House(server, "live");
        var id = house.role("clerk", "product.read");
        assertThat(house.change("admin", "user", "clerk").status()).isEqualTo(200);
        var token = house.token("user");
        Supplier<Answer> writing = () -> house.request(second, "POST", "/api/v1/products", token)
                .json(Map.of("sku", UUID.randomUUID().toString(), "name", "Chair", "price_cents", 1))
                .send();
        assertSeen(201, 403, writing);

        assertThat(replacing(house, "admin", id, "clerk", "product.read", "product.write")
                        .status())
                .isEqualTo(200);
        assertSeen(403, 201, writing);
        assertThat(replacing(house, "admin", id, "reader", "product.read").status())
                .isEqualTo(200);
        assertSeen(201, 403, writing);

        var who = house.request(second, "GET", "/api/protected", token).send().data();
        assertThat(who.getJsonObject("caller").getString("role")).isEqualTo("reader");
        assertThat(who.getJsonArray("permissions"))
                .contains("product.read", "account.password", "member.leave")
                .doesNotContain("product.write", "role.read");
        assertThat(house.members())
                .filteredOn(user -> user.getString("username").equals("user"))
                .extracting(user -> user.getString("role"))
                .containsExactly("reader");
    }

    @Test
    void refusesToDeleteWhenSomebodyHasTheRole() {
        var house = new House(server, "used");
        var id = house.role("clerk", "product.read");
        assertThat(house.change("admin", "viewer", "clerk").status()).isEqualTo(200);

        var refused = deleting(house, "admin", id);
        assertThat(refused.code()).isEqualTo("conflict");
        assertThat(refused.text()).contains("1 member");

        assertThat(house.change("admin", "viewer", "viewer").status()).isEqualTo(200);
        assertThat(deleting(house, "admin", id).status()).isEqualTo(200);
    }

    @Test
    void letsEverybodyDoWhatIsTheirOwnWhenTheirRoleHoldsNothing() {
        var house = new House(server, "empty");
        house.role("nothing");
        assertThat(house.change("admin", "viewer", "nothing").status()).isEqualTo(200);
        var token = house.token("viewer");

        assertThat(house.request("GET", "/api/v1/products", token).send().code())
                .isEqualTo("permission_denied");
        assertThat(house.request("GET", "/api/auth/consents", token).send().status())
                .isEqualTo(200);
        assertThat(house.request("POST", "/api/auth/password", token)
                        .json(Map.of("current_password", TestServer.PASSWORD, "new_password", "another long password"))
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesAClientThatMayDoMoreWhenWhoeverRegistersItMayNot() {
        var house = new House(server, "clients");
        house.role("developer", "oauth.client.register", "oauth.client.manage", "oauth.registration.manage");
        var service =
                house.tenant().client("read write admin", "client_credentials").id();
        assertThat(house.change("admin", "user", "developer").status()).isEqualTo(200);
        var token = house.token("user");

        for (var metadata : List.of(
                "{\"grant_types\":[\"client_credentials\"],\"scope\":\"read admin\"}",
                "{\"grant_types\":[\"password\",\"refresh_token\"]}",
                "{\"redirect_uris\":[\"https://a.example/\"],\"first_party\":true}")) {
            var answer = house.request("POST", "/oauth/client/register", token)
                    .json(metadata)
                    .send();
            assertThat(answer.code()).as("%s %s", metadata, answer).isEqualTo("invalid_client_metadata");
        }
        var own = house.request("POST", "/oauth/client/register", token)
                .json("{\"redirect_uris\":[\"https://a.example/\"]}")
                .send();
        assertThat(own.status()).isEqualTo(201);
        var ownPath = "/oauth/clients/" + own.json().getString("client_id");
        assertThat(house.request("POST", ownPath + "/secret", token).send().status())
                .isEqualTo(200);
        assertThat(house.request("POST", "/oauth/clients/" + service + "/secret", token)
                        .send()
                        .code())
                .isEqualTo("permission_denied");
        assertThat(house.request("PUT", "/oauth/clients/" + service, token)
                        .json("{\"redirect_uris\":[\"https://a.example/\"]}")
                        .send()
                        .code())
                .isEqualTo("permission_denied");
        assertThat(house.request("DELETE", "/oauth/clients/" + service, token)
                        .send()
                        .code())
                .isEqualTo("permission_denied");
        assertThat(house.request("PUT", "/oauth/registration/policy", token)
                        .json("{\"registration\":\"initial_token\",\"grant_types\":[\"client_credentials\"]}")
                        .send()
                        .code())
                .isEqualTo("permission_denied");
        assertThat(house.request("DELETE", ownPath, token).send().status()).isEqualTo(200);
    }

    @Test
    void refusesAnotherRoleWhenTheTenantHasAsManyAsItMay() {
        var house = new House(server, "full");
        TestPostgres.execute(server.database(), """
                INSERT INTO roles (tenant_id, id, name, description, permissions)
                SELECT '%s', gen_random_uuid(), 'role-' || n, '', '{}' FROM generate_series(1, 199) n
                """.formatted(house.tenant().id()));

        assertThat(house.makingRole("admin", "last").status()).isEqualTo(201);
        assertThat(house.makingRole("admin", "one-more").code()).isEqualTo("conflict");
    }
}
