package dev.tenantry.testing;

import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/** A registered client and what it can ask the token endpoint; the secret of a public one is empty. */
public record TestClient(TestTenant tenant, String id, String secret) {

    /** The request to the token endpoint with these parameters and this client's own. */
    public Http.Request asking(String... parameters) {
        return asking("/oauth/token", parameters);
    }

    /** The same to another endpoint for clients. */
    public Http.Request asking(String path, String[] parameters) {
        var own = secret.isEmpty() ? Stream.of("client_id", id) : Stream.of("client_id", id, "client_secret", secret);
        var all = Stream.concat(Stream.of(parameters), own);
        return tenant.http().post(path).tenant(tenant.slug()).form(all.toArray(String[]::new));
    }

    public Http.Answer token(String... parameters) {
        return asking(parameters).send();
    }

    /** The tokens of the owner, by password. */
    public JsonObject password() {
        var answer = token("grant_type", "password", "username", "admin", "password", TestServer.PASSWORD);
        if (answer.status() != 200) {
            throw new AssertionError("No token: " + answer);
        }
        return answer.json();
    }

    public Http.Answer refresh(String refreshToken) {
        return token("grant_type", "refresh_token", "refresh_token", refreshToken);
    }

    public Http.Answer introspect(String token) {
        return asking("/oauth/introspect", new String[] {"token", token}).send();
    }

    public Http.Answer revoke(String token) {
        return asking("/oauth/revoke", new String[] {"token", token}).send();
    }

    /** The same client at another node. */
    public TestClient at(TestServer node) {
        return new TestClient(new TestTenant(node.http(), tenant.slug(), tenant.id()), id, secret);
    }
}
