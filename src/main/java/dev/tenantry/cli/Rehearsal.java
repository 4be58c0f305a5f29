package dev.tenantry.cli;

import dev.tenantry.platform.config.Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What the first clients of a server do: found a tenant, sign in, register a client, get a token, write and read. */
final class Rehearsal {
    private static final int READS = 60;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private final HttpClient client;
    private final int api;
    private final int frontend;

    /** Of this run alone: a run before may have been broken off in the same folder. */
    private final String slug = "rehearsal-" + UUID.randomUUID().toString().substring(0, 8);

    private final String password = UUID.randomUUID().toString();

    Rehearsal(Vertx vertx, Config config) {
        client = vertx.createHttpClient();
        api = config.backend().orElseThrow().api().port();
        frontend = config.frontend().listener().port();
    }

    private record Answer(Buffer body, String cookie) {
        String field(String name) {
            return String.valueOf(body.toJsonObject().getValue(name));
        }
    }

    Future<Void> play() {
        return post("/tenants/register", Map.of(), JSON, registration())
                .compose(founded -> post("/oauth/login", tenant(), JSON, signIn()))
                .compose(session -> post(
                        "/oauth/client/register",
                        Map.of("X-Tenant-Slug", slug, "Cookie", session.cookie()),
                        JSON,
                        "{\"client_name\":\"Rehearsal\",\"grant_types\":[\"password\"],\"scope\":\"read write\"}"))
                .compose(registered -> post("/oauth/token", authenticated(registered), FORM, passwordGrant()))
                .compose(granted -> readsAndWrites("Bearer " + granted.field("access_token")))
                .compose(done -> get(frontend, "/", Map.of()))
                .mapEmpty();
    }

    private Future<Answer> readsAndWrites(String bearer) {
        var headers = Map.of("X-Tenant-Slug", slug, "Authorization", bearer);
        return post("/api/v1/products", headers, JSON, "{\"sku\":\"A\",\"name\":\"Anvil\",\"price_cents\":4999}")
                .compose(made -> reads(
                        "/api/v1/products/"
                                + made.body()
                                        .toJsonObject()
                                        .getJsonObject("data")
                                        .getString("id"),
                        headers,
                        READS))
                .compose(read -> reads("/api/v1/products", headers, READS))
                .compose(read -> get(api, "/health", Map.of()));
    }

    private Future<Answer> reads(String path, Map<String, String> headers, int times) {
        var last = get(api, path, headers);
        for (var done = 1; done < times; done++) {
            last = last.compose(before -> get(api, path, headers));
        }
        return last;
    }

    private String registration() {
        return new JsonObject()
                .put("tenant_name", "Rehearsal")
                .put("tenant_slug", slug)
                .put("admin_username", "admin")
                .put("admin_email", "admin@rehearsal.example")
                .put("admin_password", password)
                .encode();
    }

    private String signIn() {
        return new JsonObject()
                .put("username", "admin")
                .put("password", password)
                .encode();
    }

    private String passwordGrant() {
        return "grant_type=password&username=admin&password=" + password;
    }

    private Map<String, String> tenant() {
        return Map.of("X-Tenant-Slug", slug);
    }

    private Map<String, String> authenticated(Answer registered) {
        var pair = registered.field("client_id") + ":" + registered.field("client_secret");
        return Map.of(
                "X-Tenant-Slug",
                slug,
                "Authorization",
                "Basic "
                        + Base64.getEncoder().encodeToString(Buffer.buffer(pair).getBytes()));
    }

    private Future<Answer> get(int port, String path, Map<String, String> headers) {
        return send(HttpMethod.GET, port, path, headers, Buffer.buffer());
    }

    private Future<Answer> post(String path, Map<String, String> headers, String mediaType, String body) {
        var typed = new HashMap<>(headers);
        typed.put("Content-Type", mediaType);
        return send(HttpMethod.POST, api, path, typed, Buffer.buffer(body));
    }

    private Future<Answer> send(HttpMethod method, int port, String path, Map<String, String> headers, Buffer body) {
        var options = new RequestOptions()
                .setMethod(method)
                .setHost("localhost")
                .setPort(port)
                .setURI(path);
        headers.forEach(options::putHeader);
        return client.request(options)
                .compose(request -> request.send(body)
                        .compose(response -> response.body()
                                .compose(content -> response.statusCode() < 300
                                        ? Future.succeededFuture(new Answer(
                                                content,
                                                String.valueOf(response.getHeader("Set-Cookie"))
                                                        .split(";", 2)[0]))
                                        : Future.failedFuture(new IllegalStateException(method + " " + path
                                                + " was answered " + response.statusCode() + ": " + content)))));
    }
}
