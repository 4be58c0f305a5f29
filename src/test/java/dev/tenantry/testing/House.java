package dev.tenantry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.testing.Http.Request;
import io.vertx.core.json.JsonObject;

/** A tenant with its owner {@code admin}, an admin {@code manager}, a {@code user} and a {@code viewer}. */
public final class House {
    private static final String SCOPE = "read write profile admin";
    private final TestServer server;
    private final TestTenant tenant;
    private final TestClient app;

    public House(TestServer server, String slug) {
        this.server = server;
        tenant = server.tenant(slug);
        app = tenant.client(SCOPE, "password", "refresh_token");
        add("manager", Role.ADMIN);
        add("user", Role.USER);
        add("viewer", Role.VIEWER);
    }

    public TestTenant tenant() {
        return tenant;
    }

    public void add(String name, Role role) {
        var context = Await.result(server.interior().tenants().find(new TenantSlug(tenant.slug())))
                .orElseThrow();
        Await.result(server.interior()
                .tenants()
                .addMember(context, name, TestServer.PASSWORD, role)
                .map("added"));
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
        return request("GET", "/tenants/users", token("admin")).send().data().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(user -> user.getString("username").equals(name))
                .map(user -> user.getString("id"))
                .findFirst()
                .orElseThrow();
    }

    /** With a token of any tenant, to this one. */
    public Request request(String method, String path, String token) {
        return server.http().request(method, path).tenant(tenant.slug()).bearer(token);
    }
}
