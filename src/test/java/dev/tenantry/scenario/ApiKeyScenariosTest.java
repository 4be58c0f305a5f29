package dev.tenantry.scenario;

import static dev.tenantry.testing.House.assertSeen;
import static dev.tenantry.testing.House.items;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.security.Role;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.House;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys that programs show in a person's place: what they allow, and when they stop to. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiKeyScenariosTest {
    private static final String KEYS = "/api/v1/api-keys";
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

    private static Answer making(House house, String token, String scope) {
        return house.request("POST", KEYS, token)
                .json(Map.of("name", "A program", "scope", scope))
                .send();
    }

    private static JsonObject made(House house, String name, String scope) {
        var answer = making(house, house.token(name), scope);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.data();
    }

    private static String key(House house, String name, String scope) {
        return made(house, name, scope).getString("api_key");
    }

    private static Answer writing(House house, TestServer node, String key) {
        return house.request(node, "POST", "/api/v1/products", key)
                .json(Map.of("sku", UUID.randomUUID().toString(), "name", "Chair", "price_cents", 1))
                .send();
    }

    private static Answer deleting(House house, String token, String id) {
        return house.request("DELETE", KEYS + "/" + id, token).send();
    }

    private static List<String> ids(House house, String token) {
        return items(house.request("GET", KEYS, token).send()).stream()
                .map(key -> key.getString("id"))
                .toList();
    }

    @Test
    void letsTheKeyInAsItsPersonWhenItIsShown() {
        var house = new House(server, "shown");

        var given = made(house, "user", "write read");

        assertThat(given.getString("api_key")).startsWith("tnk_").hasSize(47);
        assertThat(given.getString("scope")).isEqualTo("read write");
        assertThat(Duration.between(given.getInstant("created_at"), given.getInstant("expires_at")))
                .isEqualTo(Duration.ofDays(90));
        var who = house.request(second, "GET", "/api/protected", given.getString("api_key"))
                .send()
                .data();
        assertThat(who.getJsonObject("caller").getString("name")).isEqualTo("user");
        assertThat(who.getJsonObject("caller").getString("role")).isEqualTo("user");
        assertThat(who.getJsonArray("scopes")).containsExactly("read", "write");
        assertThat(who.getJsonArray("permissions")).contains("product.write").doesNotContain("apikey.write");
        assertThat(writing(house, second, given.getString("api_key")).status()).isEqualTo(201);
        var listed = items(house.request("GET", KEYS, house.token("user")).send());
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).encode())
                .doesNotContain(given.getString("api_key").substring(4));
        assertThat(TestPostgres.query(
                                server.database(),
                                "SELECT changes::text FROM audit_events WHERE action = 'apikey.created' AND object_id = '"
                                        + given.getString("id") + "'")
                        .toString())
                .contains("A program")
                .doesNotContain("tnk_");
    }

    @Test
    void refusesWhenTheBodyIsWrong() {
        var house = new House(server, "wrong-key");
        var token = house.token("user");

        for (var scope : List.of("", "openid", "read openid", "everything", "read  write", "READ")) {
            assertThat(making(house, token, scope).wrongFields()).as(scope).containsExactly("scope");
        }
        for (var seconds : List.of(0, -1, 365 * 86_400 + 1)) {
            assertThat(house.request("POST", KEYS, token)
                            .json(Map.of("name", "A program", "expires_in", seconds))
                            .send()
                            .wrongFields())
                    .containsExactly("expires_in");
        }
        assertThat(house.request("POST", KEYS, token).json("{}").send().wrongFields())
                .containsExactly("name");
        assertThat(house.request("POST", KEYS, token)
                        .json(Map.of("name", "x".repeat(101)))
                        .send()
                        .wrongFields())
                .containsExactly("name");
        assertThat(making(house, house.tenant().serviceToken("admin"), "read").code())
                .isEqualTo("permission_denied");
        assertThat(ids(house, token)).isEmpty();
    }

    @Test
    void refusesScopesThatWhoeverMakesTheKeyWasNotLetInWith() {
        var house = new House(server, "narrow");
        var key = key(house, "manager", "read admin");

        assertThat(making(house, key, "read write").code()).isEqualTo("insufficient_scope");
        assertThat(making(house, key, "profile").code()).isEqualTo("insufficient_scope");
        assertThat(making(house, key, "read").status()).isEqualTo(201);
        assertThat(making(house, key(house, "manager", "read write"), "read").code())
                .as("an application that may write")
                .isEqualTo("insufficient_scope");
    }

    @Test
    void allowsWhatThePersonMayNowWhenTheirRoleChanges() {
        var house = new House(server, "now");
        var key = key(house, "manager", "read write admin");
        assertThat(house.request(second, "GET", "/tenants/users", key).send().status())
                .isEqualTo(200);

        assertThat(house.change("admin", "manager", "viewer").status()).isEqualTo(200);
        assertSeen(
                200,
                403,
                () -> house.request(second, "GET", "/tenants/users", key).send());
        assertThat(writing(house, second, key).code()).isEqualTo("permission_denied");

        var id = house.role("clerk", "product.write");
        assertThat(house.change("admin", "manager", "clerk").status()).isEqualTo(200);
        assertSeen(403, 201, () -> writing(house, second, key));
        assertThat(house.request("PUT", "/api/v1/roles/" + id, house.token("admin"))
                        .json("{\"name\":\"clerk\",\"permissions\":[]}")
                        .send()
                        .status())
                .isEqualTo(200);
        assertSeen(201, 403, () -> writing(house, second, key));
    }

    @Test
    void staysWhenThePasswordChanges() {
        var house = new House(server, "password");
        var key = key(house, "user", "read");

        assertThat(house.request("POST", "/api/auth/password", house.token("user"))
                        .json(Map.of("current_password", TestServer.PASSWORD, "new_password", "another long password"))
                        .send()
                        .status())
                .isEqualTo(200);

        assertThat(house.on(server, key)).isEqualTo(200);
        assertThat(house.on(second, key)).isEqualTo(200);
    }

    @Test
    void endsOnAnotherNodeWhenItIsDeleted() {
        var house = new House(server, "deleted");
        var given = made(house, "user", "read");
        var other = key(house, "user", "read");
        var key = given.getString("api_key");
        assertThat(house.on(second, key)).isEqualTo(200);

        assertThat(deleting(house, house.token("user"), given.getString("id")).status())
                .isEqualTo(200);

        assertThat(house.on(server, key)).isEqualTo(401);
        assertSeen(
                200,
                401,
                () -> house.request(second, "GET", "/api/protected", key).send());
        assertThat(house.on(second, other)).isEqualTo(200);
        assertThat(deleting(house, house.token("user"), given.getString("id")).status())
                .isEqualTo(404);
    }

    @Test
    void endsOnAnotherNodeWhenItsPersonIsRemovedAndStaysDeadWhenTheyComeBack() {
        var house = new House(server, "removed-key");
        var key = key(house, "user", "read");
        assertThat(house.on(second, key)).isEqualTo(200);

        assertThat(house.remove("admin", "user").status()).isEqualTo(200);

        assertThat(house.on(server, key)).isEqualTo(401);
        assertSeen(
                200,
                401,
                () -> house.request(second, "GET", "/api/protected", key).send());
        house.add("user", Role.USER);
        assertThat(house.on(server, key)).isEqualTo(401);
        assertThat(house.on(second, key)).isEqualTo(401);
    }

    @Test
    void endsWhenItsTimeIsOver() {
        var house = new House(server, "expiring");
        var answer = house.request("POST", KEYS, house.token("user"))
                .json(Map.of("name", "Short", "expires_in", 2))
                .send();
        var key = answer.data().getString("api_key");
        assertThat(house.on(second, key)).isEqualTo(200);

        Await.until("its time is over", () -> house.on(second, key) == 401);
        assertThat(Instant.now()).isAfterOrEqualTo(answer.data().getInstant("expires_at"));
    }

    @Test
    void refusesWhenItIsDamagedOrOfAnotherTenant() {
        var house = new House(server, "damaged");
        var other = new House(server, "elsewhere-key");
        var key = key(house, "user", "read");

        assertThat(other.on(server, key)).isEqualTo(401);
        assertThat(house.on(server, key + "x")).isEqualTo(401);
        assertThat(house.on(server, key.substring(0, key.length() - 1))).isEqualTo(401);
        assertThat(house.on(server, "tnk_")).isEqualTo(401);
        assertThat(house.on(server, "tnk_" + "x".repeat(4_000))).isEqualTo(401);
        assertThat(house.on(server, key.substring(4))).isEqualTo(401);
        assertThat(house.app().introspect(key).json().getBoolean("active")).isFalse();
    }

    @Test
    void showsAndEndsEverybodysWhenTheyManageKeysAndTheirOwnOtherwise() {
        var house = new House(server, "managed");
        var owners = made(house, "admin", "read").getString("id");
        var users = made(house, "user", "read").getString("id");
        var viewers = made(house, "viewer", "read").getString("id");

        assertThat(ids(house, house.token("manager"))).containsExactly(viewers, users, owners);
        assertThat(ids(house, house.token("user"))).containsExactly(users);
        assertThat(ids(house, key(house, "manager", "read")))
                .as("without the scope admin")
                .hasSize(1);
        assertThat(deleting(house, house.token("user"), viewers).status()).isEqualTo(404);
        assertThat(deleting(house, house.token("manager"), viewers).status()).isEqualTo(200);
        assertThat(deleting(house, house.token("manager"), owners).code()).isEqualTo("permission_denied");
        assertThat(deleting(house, house.token("admin"), owners).status()).isEqualTo(200);
        var stranger = new House(server, "managed-2");
        assertThat(deleting(stranger, stranger.token("admin"), users).status()).isEqualTo(404);
        assertThat(house.request("GET", KEYS, stranger.token("admin")).send().status())
                .isEqualTo(401);
    }

    @Test
    void showsAndEndsTheirOwnWhenTheirRoleHoldsNothing() {
        var house = new House(server, "holds-nothing");
        var users = made(house, "user", "read").getString("id");
        var viewers = made(house, "viewer", "read").getString("id");
        assertThat(house.makingRole("admin", "nothing").status()).isEqualTo(201);
        assertThat(house.change("admin", "user", "nothing").status()).isEqualTo(200);
        var token = house.token("user");

        assertThat(ids(house, token)).containsExactly(users);
        assertThat(making(house, token, "read").code()).isEqualTo("permission_denied");
        assertThat(deleting(house, token, viewers).status()).isEqualTo(404);
        assertThat(deleting(house, house.token("user", "read write"), users).code())
                .isEqualTo("insufficient_scope");
        assertThat(deleting(house, token, users).status()).isEqualTo(200);
        assertThat(ids(house, token)).isEmpty();
        assertThat(ids(house, house.token("viewer"))).containsExactly(viewers);
    }

    @Test
    void writesWhenItWasUsedLastBesideTheRequests() {
        var house = new House(server, "used-key");
        var given = made(house, "user", "read");
        var token = house.token("user");
        assertThat(items(house.request("GET", KEYS, token).send()).get(0).getValue("last_used_at"))
                .isNull();

        for (int i = 0; i < 20; i++) {
            assertThat(house.on(server, given.getString("api_key"))).isEqualTo(200);
        }

        Await.until(
                "it is written",
                () -> items(house.request("GET", KEYS, token).send()).get(0).getValue("last_used_at") != null);
        var written = TestPostgres.query(
                        server.database(), "SELECT xmin::text FROM api_keys WHERE id = '" + given.getString("id") + "'")
                .toString();
        var before = System.nanoTime();
        Await.until("two seconds of use", () -> {
            assertThat(house.on(server, given.getString("api_key"))).isEqualTo(200);
            return System.nanoTime() - before > Duration.ofSeconds(2).toNanos();
        });
        assertThat(TestPostgres.query(
                                server.database(),
                                "SELECT xmin::text FROM api_keys WHERE id = '" + given.getString("id") + "'")
                        .toString())
                .as("not written again within the minute")
                .isEqualTo(written);
    }

    @Test
    void refusesAnotherKeyWhenThePersonHasAsManyAsTheyMay() {
        var house = new House(server, "many");
        var insert = """
                INSERT INTO api_keys (tenant_id, id, person_id, name, key_hash, scopes, expires_at)
                SELECT '%s', gen_random_uuid(), '%s', 'key', sha256(n::text::bytea), '{read}', now() + interval '%s'
                FROM generate_series(%d, %d) n
                """;
        var tenant = house.tenant().id();
        TestPostgres.execute(
                server.database(),
                insert.formatted(tenant, house.id("user"), "1 day", 1, 49),
                insert.formatted(tenant, house.id("user"), "-1 day", 100, 120));

        assertThat(making(house, house.token("user"), "read").status()).isEqualTo(201);
        assertThat(making(house, house.token("user"), "read").code()).isEqualTo("conflict");
        assertThat(making(house, house.token("viewer"), "read").status()).isEqualTo(201);
    }
}
