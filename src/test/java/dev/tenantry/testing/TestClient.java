package dev.tenantry.testing;

import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/** A registered client and what it can ask the token endpoint; the secret of a public one is empty. */
public record TestClient(TestTenant tenant, String id, String secret) {

    /** The request to the token endpoint with these parameters and this client's own. */
    public Http.Request asking(String... parameters) {
        var own = secret.isEmpty() ? Stream.of("client_id", id) : Stream.of("client_id", id, "client_secret", secret);
        var all = Stream.concat(Stream.of(parameters), own);
        return tenant.http().post("/oauth/token").tenant(tenant.slug()).form(all.toArray(String[]::new));
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
}
