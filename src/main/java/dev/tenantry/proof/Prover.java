package dev.tenantry.proof;

import dev.tenantry.app.Application;
import dev.tenantry.app.Backend;
import dev.tenantry.platform.config.Config;
import dev.tenantry.platform.config.Listener;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.proof.IsolationProof.Target;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/** Finds the API that is configured, or starts one, and proves its isolation. */
public final class Prover {
    private static final String NAME = "Tenantry";
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** Who listens everywhere is reached here. */
    private static final Map<String, String> ANY = Map.of("0.0.0.0", "127.0.0.1", "::", "::1");

    private final Vertx vertx;
    private final Config config;

    /** @param config with a backend */
    public Prover(Vertx vertx, Config config) {
        this.vertx = vertx;
        this.config = config;
    }

    /** @param url where the API runs; empty: where it is configured to, or else one is started */
    public Future<Report> prove(Optional<URI> url) {
        return url.map(Prover::checked)
                .map(given -> answers(target(given))
                        .compose(found -> found
                                ? beside(target(given))
                                : Future.failedFuture(
                                        new StartupException("No Tenantry answers at " + given + "/status."))))
                .orElseGet(() -> answers(configured()).compose(found -> found ? beside(configured()) : alone()));
    }

    private static URI checked(URI url) {
        if (url.getHost() == null || !SCHEMES.contains(String.valueOf(url.getScheme()))) {
            throw new StartupException("--url must be an http or https address such as http://localhost:8080.");
        }
        return URI.create(url.toString().replaceFirst("/+$", ""));
    }

    private Target configured() {
        var listener = config.backend().orElseThrow().api();
        var host = ANY.getOrDefault(listener.host(), listener.host());
        var url = address(listener.at(host, listener.port()));
        return new Target(url, baseDomain(), true, listener.tls().map(Listener.Tls::own));
    }

    private static URI address(Listener listener) {
        var host = listener.host().contains(":") ? "[" + listener.host() + "]" : listener.host();
        return URI.create(listener.scheme() + "://" + host + ":" + listener.port());
    }

    private Future<Boolean> answers(Target target) {
        var api = new Api(vertx, target);
        return api.send(Api.Request.of("GET", "/status"))
                .map(answer -> answer.json().getValue("data") instanceof JsonObject data
                        && NAME.equals(data.getString("name")))
                .otherwise(false)
                .eventually(api::close);
    }

    private Target target(URI url) {
        return new Target(url, baseDomain(), true);
    }

    private String baseDomain() {
        return config.backend().orElseThrow().tenancy().baseDomain();
    }

    private Future<Report> beside(Target target) {
        return Backend.join(vertx, config.environment(), config.backend().orElseThrow(), config.dataDir())
                .compose(backend ->
                        IsolationProof.run(vertx, backend.interior(), target).eventually(backend::close));
    }

    private Future<Report> alone() {
        var listener = new Listener("127.0.0.1", freePort());
        return offTheEventLoop(() -> Application.start(config.withApiAt(listener), List.of()))
                .compose(application -> IsolationProof.run(
                                vertx,
                                application.interior().orElseThrow(),
                                new Target(address(listener), baseDomain(), false))
                        .eventually(application::stop));
    }

    /** An application brings an event loop of its own, and warns when it is made on another one. */
    private static <T> Future<T> offTheEventLoop(Supplier<Future<T>> work) {
        var told = Promise.<T>promise();
        ForkJoinPool.commonPool()
                .execute(() ->
                        Future.succeededFuture().compose(now -> work.get()).onComplete(told));
        return told.future();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartupException("There is no free port to start an API on.", e);
        }
    }
}
