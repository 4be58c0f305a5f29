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
        return registered(new JsonObject()
                .put("client_name", "Test")
                .put("grant_types", new JsonArray(List.of(grantTypes)))
                .put("scope", scope));
    }

    /** A confidential client for codes and refresh tokens, with every scope of a person. */
    public TestClient codeClient(String... redirectUris) {
        return registered(new JsonObject()
                .put("client_name", "Code " + slug)
                .put("redirect_uris", new JsonArray(List.of(redirectUris)))
                .put("grant_types", new JsonArray(List.of("authorization_code", "refresh_token")))
                .put("scope", "openid profile email offline_access read write"));
    }

    /** The same without a secret: {@link TestClient#secret()} is empty. */
    public TestClient publicClient(String... redirectUris) {
        return registered(new JsonObject()
                .put("client_name", "Public " + slug)
                .put("redirect_uris", new JsonArray(List.of(redirectUris)))
                .put("grant_types", new JsonArray(List.of("authorization_code", "refresh_token")))
                .put("token_endpoint_auth_method", "none")
                .put("scope", "openid profile email offline_access read write"));
    }

    /** A client with this metadata, registered by the owner. */
    public TestClient registered(JsonObject metadata) {
        var answer = registering(metadata);
        if (answer.status() != 201) {
            throw new AssertionError("No client: " + answer);
        }
        return new TestClient(
                this, answer.json().getString("client_id"), answer.json().getString("client_secret", ""));
    }

    /** The answer to the owner who asks for a client with this metadata. */
    public Http.Answer registering(JsonObject metadata) {
        return http.post("/oauth/client/register")
                .tenant(slug)
                .header("Cookie", session())
                .json(metadata.encode())
                .send();
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
