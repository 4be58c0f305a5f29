package dev.tenantry.app;

import dev.tenantry.platform.config.Config;
import dev.tenantry.platform.config.Listener;
import dev.tenantry.platform.feature.Feature;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A running Tenantry, or the part of it that this process serves. */
public final class Application {
    // Container networks say ten minutes of addresses that change when a container is replaced.
    private static final int ADDRESS_SECONDS = 5;
    private final Vertx vertx;
    private final Config config;
    private final Optional<Backend> backend;
    private final Deque<String> deployments = new ArrayDeque<>();

    private Application(Vertx vertx, Config config, Optional<Backend> backend) {
        this.vertx = vertx;
        this.config = config;
        this.backend = backend;
    }

    /** Which Tenantry this is, as the jar's manifest has it; "development" when run from classes. */
    public static String version() {
        var version = Application.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Everything is ready when the Future succeeds; when it fails, nothing is left running. */
    public static Future<Application> start(Config config, List<Feature> features) {
        var vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setAddressResolverOptions(new AddressResolverOptions().setCacheMaxTimeToLive(ADDRESS_SECONDS)));
        var backend = config.backend()
                .map(settings -> Backend.start(vertx, config.environment(), settings, config.dataDir(), features)
                        .map(Optional::of))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
        var ready = backend.map(started -> new Application(vertx, config, started))
                .compose(application -> application
                        .deploy()
                        .map(application)
                        .recover(failure -> application.release().transform(done -> Future.failedFuture(failure))));
        var told = Promise.<Application>promise();
        ready.onSuccess(told::complete)
                .onFailure(failure -> Closing.after(vertx, ready).onFailure(told::fail));
        return told.future();
    }

    private Future<Void> deploy() {
        return backend.map(this::deployApi)
                .orElseGet(Future::succeededFuture)
                .compose(ready -> config.parts().frontend()
                        ? deploy(() -> new FrontendVerticle(config.frontend()), 1)
                        : Future.succeededFuture());
    }

    private Future<Void> deployApi(Backend ready) {
        var assembly = ready.assembly;
        var pipeline = assembly.pipeline();
        var routes = assembly.routes();
        return deploy(() -> new UpkeepVerticle(assembly.feedChores()), 1)
                .compose(read -> deploy(() -> new UpkeepVerticle(assembly.chores()), 1))
                .compose(kept -> deploy(() -> new TokenVerticle(assembly), 1))
                .compose(deployed -> deploy(
                        () -> new ApiVerticle(pipeline, routes, config.backend().orElseThrow()),
                        Runtime.getRuntime().availableProcessors()))
                // It takes long; who asks the API for anything else need not wait for it.
                .compose(open -> assembly.document.make(vertx));
    }

    private Future<Void> deploy(Supplier<Deployable> verticle, int instances) {
        return vertx.deployVerticle(verticle, new DeploymentOptions().setInstances(instances))
                .onSuccess(deployments::push)
                .mapEmpty();
    }

    /** Where the API listens, when this process serves it. */
    public Optional<Listener> api() {
        return config.backend().map(settings -> settings.api());
    }

    public Optional<Listener> frontend() {
        return config.parts().frontend() ? Optional.of(config.frontend().listener()) : Optional.empty();
    }

    /** For people: which PostgreSQL is used, when one is. */
    public Optional<String> database() {
        return backend.map(Backend::described);
    }

    /** Where the first operator comes in, for half an hour; empty when there is one, or this process serves no API. */
    public Future<Optional<URI>> setupLink() {
        return backend.map(Backend::setupToken)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(token -> token.map(known -> URI.create(
                        config.backend().orElseThrow().oauth().issuer() + "/setup?token=" + known.reveal())));
    }

    /** What is behind the API, when this process serves it. */
    public Optional<Interior> interior() {
        return backend.map(Backend::interior);
    }

    /** The newest part first: no new requests, the running ones end, then what they need is closed. */
    public Future<Void> stop() {
        return Closing.after(vertx, release());
    }

    private Future<Void> release() {
        var undeployed = Future.<Void>succeededFuture();
        while (!deployments.isEmpty()) {
            var deployment = deployments.pop();
            undeployed = undeployed.transform(before -> vertx.undeploy(deployment));
        }
        return undeployed.transform(before -> backend.map(Backend::close).orElseGet(Future::succeededFuture));
    }
}
