package dev.tenantry.frontend;

import dev.tenantry.platform.config.FrontendConfig;
import dev.tenantry.platform.config.Listener;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The web site as its readers see it, in front of an API of the test's own. */
final class Site {
    static final String STATUS = """
            {"success":true,"data":{"name":"Tenantry","version":"0.1.0","environment":"development",\
            "uptime_seconds":90061,"checks":{"database":"%s"}},"error":null}""";
    static final String UP = STATUS.formatted("up");
    private final HttpClient client;
    private final int port;
    final String api;

    /** What came back. */
    record Answer(int status, MultiMap headers, String body) {}

    private Site(HttpClient client, int port, String api) {
        this.client = client;
        this.port = port;
        this.api = api;
    }

    static Site before(Vertx vertx, Handler<HttpServerRequest> api) {
        var server = await(vertx.createHttpServer().requestHandler(api).listen(0, "127.0.0.1"));
        return open(vertx, server.actualPort());
    }

    static Site saying(Vertx vertx, String status) {
        return before(
                vertx,
                request -> request.response()
                        .setStatusCode(request.path().equals("/status") ? 200 : 404)
                        .end(status));
    }

    static Site withoutApi(Vertx vertx) {
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return open(vertx, closed.getLocalPort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Site open(Vertx vertx, int apiPort) {
        var api = URI.create("http://127.0.0.1:" + apiPort);
        var config = new FrontendConfig(
                new Listener("127.0.0.1", 0), URI.create("http://localhost:8000"), api, api, Optional.empty());
        var server = await(Frontend.open(vertx, config)
                .compose(router ->
                        vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")));
        return new Site(vertx.createHttpClient(), server.actualPort(), api.toString());
    }

    Answer get(String path) {
        return send(HttpMethod.GET, path, Map.of());
    }

    Answer send(HttpMethod method, String path, Map<String, String> headers) {
        return await(start(method, path, headers));
    }

    Future<Answer> start(HttpMethod method, String path, Map<String, String> headers) {
        var options = new RequestOptions()
                .setMethod(method)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(path);
        headers.forEach(options::putHeader);
        // All where the answer comes in: it waits for nobody who asks for its body later.
        return client.request(options)
                .compose(request -> request.send()
                        .compose(response -> response.body()
                                .map(body -> new Answer(response.statusCode(), response.headers(), body.toString()))));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
