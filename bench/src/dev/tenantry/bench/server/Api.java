package dev.tenantry.bench.server;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** The product's HTTP API, one call after the other: what has to be there before anything is measured. */
public final class Api {
    public static final String PASSWORD = "bench-mark-pass-42";
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    Api(int port) {
        this.port = port;
    }

    /** Makes a tenant and its owner, whose name is {@code owner}. */
    public void register(String slug) throws IOException, InterruptedException {
        json("/tenants/register", Map.of(), registration(slug));
    }

    public static JsonObject registration(String slug) {
        return new JsonObject()
                .put("tenant_name", slug)
                .put("tenant_slug", slug)
                .put("admin_username", "owner")
                .put("admin_email", "owner@" + slug + ".example")
                .put("admin_password", PASSWORD);
    }

    /** An access token of the tenant's owner. */
    public String signIn(String slug) throws IOException, InterruptedException {
        return json(
                        "/api/auth/login",
                        tenant(slug),
                        new JsonObject().put("username", "owner").put("password", PASSWORD))
                .getJsonObject("data")
                .getString("access_token");
    }

    /** Registers a client for these grants, and tells its credentials as {@code Authorization} has them. */
    public Client client(String slug, String token, String... grants) throws IOException, InterruptedException {
        var made = json(
                "/oauth/client/register",
                bearer(slug, token),
                new JsonObject()
                        .put("client_name", "bench")
                        .put("grant_types", java.util.List.of(grants))
                        .put("scope", "read write offline_access"));
        return new Client(made.getString("client_id"), made.getString("client_secret"));
    }

    /** An answer that is no success. */
    public static final class Refused extends IllegalStateException {
        private static final long serialVersionUID = 1;
        private final int status;

        private Refused(String message, int status) {
            super(message);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /** An OAuth client with its secret. */
    public record Client(String id, String secret) {
        public String authorization() {
            return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        }
    }

    public JsonObject token(String slug, Client client, Map<String, String> form)
            throws IOException, InterruptedException {
        return post(
                "/oauth/token",
                Map.of(
                        "X-Tenant-Slug",
                        slug,
                        "Authorization",
                        client.authorization(),
                        "Content-Type",
                        "application/x-www-form-urlencoded"),
                form(form));
    }

    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The new product's id. */
    public String product(String slug, String token, String sku) throws IOException, InterruptedException {
        return json("/api/v1/products", bearer(slug, token), product(sku))
                .getJsonObject("data")
                .getString("id");
    }

    public static JsonObject product(String sku) {
        return new JsonObject()
                .put("sku", sku)
                .put("name", "A thing called " + sku)
                .put("price_cents", 4999);
    }

    public String tenantId(String slug) throws IOException, InterruptedException {
        return get("/tenants/info", tenant(slug)).getJsonObject("data").getString("id");
    }

    public JsonObject get(String path, Map<String, String> headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        headers.forEach(request::header);
        return sent(request.GET());
    }

    private JsonObject json(String path, Map<String, String> headers, JsonObject body)
            throws IOException, InterruptedException {
        var all = new java.util.HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return post(path, all, body.encode());
    }

    private JsonObject post(String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        headers.forEach(request::header);
        return sent(request.POST(BodyPublishers.ofString(body)));
    }

    private JsonObject sent(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new Refused(
                    answer.request().uri() + " answers " + answer.statusCode() + ": " + answer.body(),
                    answer.statusCode());
        }
        return new JsonObject(answer.body());
    }

    public static Map<String, String> tenant(String slug) {
        return Map.of("X-Tenant-Slug", slug);
    }

    public static Map<String, String> bearer(String slug, String token) {
        return Map.of("X-Tenant-Slug", slug, "Authorization", "Bearer " + token);
    }
}
