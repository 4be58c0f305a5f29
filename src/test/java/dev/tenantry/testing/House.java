package dev.tenantry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A tenant with an owner {@code admin}, an admin {@code manager}, a {@code user} and a {@code viewer}, who all sign in, for most
 * of what is asked and therefore lightly.
 */
public final class House {
    private static final String SCOPE = "read write profile admin";
    private final TestServer server;
    private final TestTenant tenant;
    private final TestClient app;

    public House(TestServer server, String slug) {
        this.server = server;
        tenant = server.tenant(slug);
        server.lighten(tenant, "admin");
        app = tenant.client(SCOPE, "password", "refresh_token");
        add("manager", Role.ADMIN);
        add("user", Role.USER);
        add("viewer", Role.VIEWER);
    }

    public TestTenant tenant() {
        return tenant;
    }

    public String slug() {
        return tenant.slug();
    }

    public TestClient app() {
        return app;
    }

    public void add(String name, Role role) {
        var context = Await.result(server.interior().tenants().find(new TenantSlug(tenant.slug())))
                .orElseThrow();
        Await.result(server.interior()
                .tenants()
                .addMember(context, name, TestServer.PASSWORD, role)
                .map("added"));
        server.lighten(tenant, name);
    }

    public JsonObject tokens(String name, String password) {
        var answer = app.token("grant_type", "password", "username", name, "password", password);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    /** An access token of that member with every scope. */
    public String token(String name) {
        return token(name, SCOPE);
    }

    public String token(String name, String scope) {
        var answer =
                app.token("grant_type", "password", "username", name, "password", TestServer.PASSWORD, "scope", scope);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json().getString("access_token");
    }

    public String id(String name) {
        return members().stream()
                .filter(user -> user.getString("username").equals(name))
                .map(user -> user.getString("id"))
                .findFirst()
                .orElseThrow();
    }

    public List<JsonObject> members() {
        return items(request("GET", "/tenants/users?limit=200", token("admin")).send());
    }

    public static List<JsonObject> items(Answer page) {
        assertThat(page.status()).as("%s", page).isEqualTo(200);
        return page.data().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    /** With a token of any tenant, to this one. */
    public Request request(String method, String path, String token) {
        return request(server, method, path, token);
    }

    /** Whether somebody can sign in so. */
    public boolean knows(String name, String password) {
        return app.token("grant_type", "password", "username", name, "password", password)
                        .status()
                == 200;
    }

    /** The Cookie header of a new session. */
    public String session(String name, String password) {
        var answer = server.http()
                .post("/oauth/login")
                .tenant(slug())
                .header("User-Agent", "A browser of " + name)
                .json(Map.of("username", name, "password", password))
                .send();
        if (answer.status() != 200) {
            throw new AssertionError("No session: " + answer);
        }
        return answer.header("set-cookie").split(";", 2)[0];
    }

    public Answer invite(String by, String email, String role) {
        return request("POST", "/api/v1/invitations", token(by))
                .json(Map.of("email", email, "role", role))
                .send();
    }

    /** The token of a fresh invitation. */
    public String invitation(String by, String email, String role) {
        var answer = invite(by, email, role);
        if (answer.status() != 201) {
            throw new AssertionError("Not invited: " + answer);
        }
        return answer.data().getString("token");
    }

    /** Accepting an invitation as somebody new. */
    public Request accepting(TestServer node, String token, String username) {
        return node.http()
                .post("/api/v1/invitations/accept")
                .tenant(slug())
                .json(Map.of("token", token, "username", username, "password", TestServer.PASSWORD));
    }

    public Answer accept(String token, String username) {
        return accepting(server, token, username).send();
    }

    public Request request(TestServer node, String method, String path, String token) {
        return node.http().request(method, path).tenant(tenant.slug()).bearer(token);
    }

    public Request asking(String by, String id, String role) {
        return request("PATCH", "/tenants/users/" + id, token(by)).json(Map.of("role", role));
    }

    public Answer change(String by, String whom, String role) {
        return asking(by, id(whom), role).send();
    }

    public Answer remove(String by, String whom) {
        return request("DELETE", "/tenants/users/" + id(whom), token(by)).send();
    }

    /** What the answer to making a role of these permissions is. */
    public Answer makingRole(String by, String name, String... permissions) {
        return request("POST", "/api/v1/roles", token(by))
                .json(Map.of("name", name, "permissions", new JsonArray(List.of(permissions))))
                .send();
    }

    /** The id of a new role that the owner makes. */
    public String role(String name, String... permissions) {
        var answer = makingRole("admin", name, permissions);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.data().getString("id");
    }

    public int on(TestServer node, String token) {
        return request(node, "GET", "/api/protected", token).send().status();
    }

    /** No request that begins a second after this is called gets the old answer. */
    public static void assertSeen(int old, int expected, Supplier<Answer> asking) {
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
}
