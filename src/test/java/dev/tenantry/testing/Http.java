package dev.tenantry.testing;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Real HTTP to one server. A request is built word by word and sent; nothing is added to it. */
public final class Http {
    private final WebClient client;
    private final int port;
    private final Consumer<Exchanged> seen;

    Http(Vertx vertx, int port) {
        this(vertx, port, new WebClientOptions(), exchanged -> {});
    }

    /** @param seen is shown every answer before whoever has asked */
    Http(Vertx vertx, int port, Consumer<Exchanged> seen) {
        this(vertx, port, new WebClientOptions(), seen);
    }

    /** By https, with a server whose certificate is this one, PEM. */
    Http(Vertx vertx, int port, String certificate) {
        this(
                vertx,
                port,
                new WebClientOptions()
                        .setSsl(true)
                        .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(certificate))),
                exchanged -> {});
    }

    private Http(Vertx vertx, int port, WebClientOptions base, Consumer<Exchanged> seen) {
        this.port = port;
        this.seen = seen;
        var options = base.setDefaultHost("127.0.0.1")
                .setDefaultPort(port)
                .setFollowRedirects(false)
                .setUserAgentEnabled(false);
        this.client = WebClient.create(vertx, options, new PoolOptions().setHttp1MaxSize(64));
    }

    /** To whatever listens there. */
    public static Http to(Vertx vertx, int port) {
        return new Http(vertx, port);
    }

    public int port() {
        return port;
    }

    public Request request(String method, String path) {
        return new Request(method, path, client.request(HttpMethod.valueOf(method), path), seen);
    }

    public Request get(String path) {
        return request("GET", path);
    }

    public Request post(String path) {
        return request("POST", path);
    }

    /** A request on its way to be sent. */
    public static final class Request {
        private final String method;
        private final String path;
        private final HttpRequest<Buffer> request;
        private final Consumer<Exchanged> seen;
        private Buffer body = Buffer.buffer();

        private Request(String method, String path, HttpRequest<Buffer> request, Consumer<Exchanged> seen) {
            this.method = method;
            this.path = path;
            this.request = request;
            this.seen = seen;
        }

        public Request header(String name, String value) {
            request.headers().add(name, value);
            return this;
        }

        public Request tenant(String slug) {
            return header("X-Tenant-Slug", slug);
        }

        public Request bearer(String token) {
            return header("Authorization", "Bearer " + token);
        }

        /** The name the server is addressed by, without asking any resolver. */
        public Request host(String host) {
            request.virtualHost(host);
            return this;
        }

        public Request json(String text) {
            body = Buffer.buffer(text);
            return header("Content-Type", "application/json");
        }

        public Request json(Map<String, ?> object) {
            return json(JsonObject.mapFrom(object).encode());
        }

        public Request body(String contentType, Buffer bytes) {
            body = bytes;
            return header("Content-Type", contentType);
        }

        /** Names and values in turn; a name may come twice. */
        public Request form(String... parameters) {
            var pairs = new ArrayList<String>();
            for (int at = 0; at < parameters.length; at += 2) {
                pairs.add(encoded(parameters[at]) + "=" + encoded(parameters[at + 1]));
            }
            return body("application/x-www-form-urlencoded", Buffer.buffer(String.join("&", pairs)));
        }

        private static String encoded(String text) {
            return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
        }

        public Future<Answer> sending() {
            return (body.length() == 0 ? request.send() : request.sendBuffer(body))
                    .map(Answer::new)
                    .onSuccess(answer -> seen.accept(new Exchanged(method, path, body, answer)));
        }

        public Answer send() {
            return Await.result(sending());
        }
    }

    /** A request and its answer. */
    record Exchanged(String method, String path, Buffer body, Answer answer) {}

    /** What came back. */
    public record Answer(int status, MultiMap headers, String text) {
        Answer(HttpResponse<Buffer> response) {
            this(
                    response.statusCode(),
                    response.headers(),
                    response.bodyAsString() == null ? "" : response.bodyAsString());
        }

        public JsonObject json() {
            return new JsonObject(text);
        }

        /** What stands under {@code data} of the envelope. */
        public JsonObject data() {
            return json().getJsonObject("data");
        }

        public String code() {
            return json().getString("code", json().getString("error"));
        }

        public String header(String name) {
            return String.valueOf(headers.get(name));
        }

        public List<String> wrongFields() {
            return json().getJsonArray("details").stream()
                    .map(detail -> ((JsonObject) detail).getString("field"))
                    .toList();
        }

        /** For messages of failing tests. */
        @Override
        public String toString() {
            return status + " " + text + " " + Arrays.toString(headers.entries().toArray());
        }
    }
}
