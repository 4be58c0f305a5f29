package dev.tenantry.app;

import dev.tenantry.platform.config.AppEnvironment;
import dev.tenantry.platform.config.BackendConfig;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.platform.tenancy.TenantStatus;
import dev.tenantry.platform.view.StaticFiles;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything behind the API: the database, the features and what they are wired to. Served, or used by a tool. */
public final class Backend {
    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);
    private final Resources resources;
    private final Database database;
    final Assembly assembly;

    private Backend(Resources resources, Database database, Assembly assembly) {
        this.resources = resources;
        this.database = database;
        this.assembly = assembly;
    }

    /** For a server: with a database of its own, migrated, and keys to sign with. */
    static Future<Backend> start(
            Vertx vertx, AppEnvironment environment, BackendConfig config, Path dataDir, List<Feature> added) {
        if (environment.isProduction() && !config.oauth().secure()) {
            LOG.warn(
                    "OAUTH2_ISSUER is {}: without https, session cookies are not Secure",
                    config.oauth().issuer());
        }
        return Future.succeededFuture()
                .compose(now -> open(vertx, environment, config, () -> Database.start(config, dataDir), added));
    }

    /** For a tool: beside a running server, if there is one. */
    public static Future<Backend> join(Vertx vertx, AppEnvironment environment, BackendConfig config, Path dataDir) {
        return Future.succeededFuture()
                .compose(now -> open(vertx, environment, config, () -> Database.join(config, dataDir), List.of()));
    }

    private static Future<Backend> open(
            Vertx vertx,
            AppEnvironment environment,
            BackendConfig config,
            Callable<Database> opening,
            List<Feature> added) {
        // PostgreSQL starts beside everything that can be made without it.
        var database = Promise.<Database>promise();
        var resources = Resources.open(vertx, config, database.future());
        vertx.executeBlocking(opening, false).onComplete(database);
        return vertx.executeBlocking(StaticFiles::ofClassPath, false)
                .map(files -> new Assembly(environment, config, resources, files, withFound(added)))
                .compose(assembly -> resources.database().map(open -> new Backend(resources, open, assembly)))
                .compose(Backend::prepare)
                .recover(failure -> resources.close().transform(closed -> Future.failedFuture(failure)));
    }

    private static List<Feature> withFound(List<Feature> added) {
        var all = new ArrayList<>(added);
        ServiceLoader.load(Feature.class).forEach(all::add);
        return all;
    }

    private Future<Backend> prepare() {
        return resources
                .vertx()
                .executeBlocking(() -> {
                    database.migrate(assembly.featureNames());
                    return true;
                })
                .compose(migrated -> resources.readSchema())
                .compose(known -> assembly.plans.plans.reload())
                .compose(known -> assembly.oauth.keys.ready())
                .map(this);
    }

    /** A new signing key, published now and signing a little later; tokens of the old one stay good while they live. */
    public Future<Void> rotateKeys() {
        return assembly.oauth.keys.rotate();
    }

    /** Everything of the tenant is answered 403, within a second on every node. Whether there is such a tenant. */
    public Future<Boolean> suspend(String slug) {
        return setStatus(slug, TenantStatus.SUSPENDED);
    }

    /** Lets a suspended tenant in again. Whether there is such a tenant. */
    public Future<Boolean> resume(String slug) {
        return setStatus(slug, TenantStatus.ACTIVE);
    }

    /** What lets the first operator in by {@code /setup}, for half an hour; empty when there is one. */
    Future<Optional<Secret>> setupToken() {
        return assembly.grown.setup.token();
    }

    /** A person of the tenant {@code operator}, which is made with the first one. */
    public Future<Void> createOperator(String username, String email, Secret password) {
        return assembly.grown.setup.createOperator(username, email, password);
    }

    private Future<Boolean> setStatus(String slug, TenantStatus status) {
        return TenantSlug.parse(slug)
                .map(known -> assembly.grown.operators.setStatus(known, status))
                .orElseGet(() -> Future.succeededFuture(false));
    }

    /**
     * Compares the audit trail with its seals, and tells how much is not as it was written.
     *
     * @param slug the only tenant to look at; all when empty
     * @param heads the log of the seals' heads
     * @param formerKeys what {@code SECRET_KEY} was before
     * @param told takes the lines for people to read
     */
    public Future<Long> verifyAudit(
            Optional<String> slug, Optional<Path> heads, List<Secret> formerKeys, Consumer<String> told) {
        return assembly.audit.check(formerKeys, told).run(slug, heads);
    }

    /** What this backend is made of. */
    public Interior interior() {
        return assembly.interior(database);
    }

    String described() {
        return database.described();
    }

    public Future<Void> close() {
        return assembly.plans.close().transform(closed -> resources.close());
    }
}
