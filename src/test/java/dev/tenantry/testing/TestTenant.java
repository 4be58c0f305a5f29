package dev.tenantry.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** A registered tenant with its owner {@code admin}, and the ways to act in it. */
public record TestTenant(Http http, String slug, String id) {

    public static TestTenant register(Http http, String slug) {
        var answer = http.post("/tenants/register")
                .json(Map.of(
                        "tenant_name",
                        "Tenant " + slug,
                        "tenant_slug",
                        slug,
                        "admin_username",
                        "admin",
                        "admin_email",
                        "admin@" + slug + ".example",
                        "admin_password",
                        TestServer.PASSWORD))
                .send();
        if (answer.status() != 201) {
            throw new AssertionError("Not registered: " + answer);
        }
        return new TestTenant(http, slug, answer.data().getJsonObject("tenant").getString("id"));
    }

    /** The session cookie of the owner, as a Cookie header has it. */
    public String session() {
        var answer = http.post("/oauth/login")
                .tenant(slug)
                .json(Map.of("username", "admin", "password", TestServer.PASSWORD))
                .send();
        return answer.header("set-cookie").split(";", 2)[0];
    }

    public TestClient client(String scope, String... grantTypes) {
        var answer = http.post("/oauth/client/register")
                .tenant(slug)
                .header("Cookie", session())
                .json(new JsonObject()
                        .put("client_name", "Test")
                        .put("grant_types", new JsonArray(List.of(grantTypes)))
                        .put("scope", scope)
                        .encode())
                .send();
        if (answer.status() != 201) {
            throw new AssertionError("No client: " + answer);
        }
        return new TestClient(
                this, answer.json().getString("client_id"), answer.json().getString("client_secret"));
    }

    /** An access token of the owner. */
    public String ownerToken(String scope) {
        return client(scope, "password", "refresh_token").password().getString("access_token");
    }

    public String serviceToken(String scope) {
        return client(scope, "client_credentials")
                .token("grant_type", "client_credentials")
                .json()
                .getString("access_token");
    }
}
