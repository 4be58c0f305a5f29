package dev.tenantry.frontend.signin;

import dev.tenantry.frontend.signin.Stopped.Reason;
import dev.tenantry.platform.config.FrontendConfig;
import dev.tenantry.platform.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.List;

/** Reads what the API says of a tenant and of whoever shows a token of it. */
final class ApiReader {
    private static final long TIMEOUT_MILLIS = 5_000;
    private final WebClient client;
    private final FrontendConfig config;

    ApiReader(Vertx vertx, FrontendConfig config) {
        this.client =
                WebClient.create(vertx, new WebClientOptions(ApiConnection.options(config)).setFollowRedirects(false));
        this.config = config;
    }

    /** Succeeds for a tenant that people can sign in to. */
    Future<Void> exists(String tenant) {
        return answer(get(tenant, "/info"), Reason.UNKNOWN_TENANT).mapEmpty();
    }

    /** The keys of the tenant's issuer that an ID token can be signed with by default. */
    Future<List<JsonObject>> keys(String tenant) {
        return answer(get(tenant, "/oauth/jwks"), Reason.NOT_VERIFIED)
                .map(document -> document.getJsonArray("keys").stream()
                        .map(JsonObject.class::cast)
                        .filter(key -> "RSA".equals(key.getString("kty"))
                                && IdTokenCheck.ALGORITHM.equals(key.getString("alg"))
                                && "sig".equals(key.getString("use", "sig")))
                        .toList());
    }

    /** What {@code GET /api/protected} has under {@code data}. */
    Future<JsonObject> caller(String tenant, Secret accessToken) {
        return answer(
                        get(tenant, "/api/protected").bearerTokenAuthentication(accessToken.reveal()),
                        Reason.UNKNOWN_TENANT)
                .map(envelope -> envelope.getJsonObject("data"));
    }

    private HttpRequest<Buffer> get(String tenant, String path) {
        return client.getAbs(config.apiUrl() + "/tenants/" + tenant + path).timeout(TIMEOUT_MILLIS);
    }

    private static Future<JsonObject> answer(HttpRequest<Buffer> request, Reason missing) {
        return request.send()
                .recover(failure -> Future.failedFuture(new Stopped(Reason.API_AWAY)))
                .map(response -> switch (response.statusCode()) {
                    case 200 -> json(response);
                    case 401 -> throw new Stopped(Reason.ENDED);
                    case 403 -> throw new Stopped(Reason.SUSPENDED);
                    case 400, 404 -> throw new Stopped(missing);
                    default -> throw new Stopped(Reason.API_AWAY);
                });
    }

    private static JsonObject json(HttpResponse<Buffer> response) {
        try {
            return response.bodyAsJsonObject();
        } catch (RuntimeException e) {
            // Whatever it is, it is not the API's answer.
            throw new Stopped(Reason.API_AWAY);
        }
    }
}
