package dev.tenantry.testing;

import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** A tenant with an owner {@code admin}, an admin {@code manager}, a {@code user} and a {@code viewer}. */
public record TestHouse(TestServer server, TestTenant tenant, TestClient app) {

    public static TestHouse build(TestServer server, String slug) {
        var tenant = server.tenant(slug);
        var house = new TestHouse(
                server,
                tenant,
                tenant.client("read write profile admin", "password", "refresh_token", "client_credentials"));
        house.add("manager", Role.ADMIN);
        house.add("user", Role.USER);
        house.add("viewer", Role.VIEWER);
        return house;
    }

    public String slug() {
        return tenant.slug();
    }

    /** One more, with {@link TestServer#PASSWORD}. */
    public void add(String name, Role role) {
        var context = Await.result(server.interior().tenants().find(new TenantSlug(slug())))
                .orElseThrow();
        Await.result(server.interior()
                .tenants()
                .addMember(context, name, TestServer.PASSWORD, role)
                .map("added"));
    }

    /** An access token with every scope but those of OpenID Connect. */
    public String token(String name) {
        return token(name, TestServer.PASSWORD);
    }

    public String token(String name, String password) {
        var answer = app.token("grant_type", "password", "username", name, "password", password);
        if (answer.status() != 200) {
            throw new AssertionError("No token: " + answer);
        }
        return answer.json().getString("access_token");
    }

    /** An access token with these scopes alone. */
    public String token(String name, String password, String scope) {
        return app.token("grant_type", "password", "username", name, "password", password, "scope", scope)
                .json()
                .getString("access_token");
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

    public String id(String name) {
        return request(server, "GET", "/tenants/users?limit=200", token("admin"))
                .send()
                .data()
                .getJsonArray("items")
                .stream()
                .map(JsonObject.class::cast)
                .filter(user -> user.getString("username").equals(name))
                .map(user -> user.getString("id"))
                .findFirst()
                .orElseThrow();
    }

    public Request request(TestServer node, String method, String path, String token) {
        return node.http().request(method, path).tenant(slug()).bearer(token);
    }

    public Request request(String method, String path, String token) {
        return request(server, method, path, token);
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

    public Answer remove(String whom) {
        return request("DELETE", "/tenants/users/" + id(whom), token("admin")).send();
    }

    public Answer change(String whom, String role) {
        return request("PATCH", "/tenants/users/" + id(whom), token("admin"))
                .json(Map.of("role", role))
                .send();
    }
}
