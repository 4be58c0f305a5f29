package dev.tenantry.testing;

import dev.tenantry.app.Application;
import dev.tenantry.app.Interior;
import dev.tenantry.platform.config.Config;
import dev.tenantry.platform.config.Config.Parts;
import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.tenancy.TenantSlug;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole Tenantry on real HTTP and a real database, with settings of the test's own. */
public final class TestServer implements AutoCloseable {
    public static final String PASSWORD = "correct horse battery";

    /** Of {@link #PASSWORD} with the least memory and one pass. A hash tells what it costs to compare with. */
    private static final String LIGHT_HASH =
            "$argon2id$v=19$m=8,t=1,p=1$c2FsdCBvZiB0aGUgdGVzdHM$wVfxG29B162pw19xc1+DA9BDQHvWRXrXEvemoqx0xrY";

    private final Application application;
    private final Config config;
    private final Map<String, String> settings;
    private final DatabaseServer database;
    private final Http http;
    private final TrailWatch watch;

    private TestServer(
            Application application,
            Config config,
            Map<String, String> settings,
            DatabaseServer database,
            Http http,
            TrailWatch watch) {
        this.application = application;
        this.config = config;
        this.settings = settings;
        this.database = database;
        this.http = http;
        this.watch = watch;
    }

    /** On a database of its own that is migrated already. */
    public static TestServer start(Vertx vertx, Map<String, String> settings, Feature... features) {
        return start(vertx, MigratedDatabase.copy(), settings, features);
    }

    /** On a database that is there already, as a second node or after a restart. */
    public static TestServer start(
            Vertx vertx, DatabaseServer database, Map<String, String> settings, Feature... features) {
        var all = settings(database);
        all.putAll(settings);
        var config = Config.read(all, Parts.API);
        var application = Await.result(Application.start(config, List.of(features)));
        var watch = new TrailWatch(database);
        var http = new Http(vertx, Integer.parseInt(String.valueOf(all.get("API_PORT"))), watch::saw);
        return new TestServer(application, config, settings, database, http, watch);
    }

    /** Of a server on that database, unless a test says otherwise. */
    static Map<String, String> settings(DatabaseServer database) {
        var all = new HashMap<>(Map.of(
                "APP_ENV", "testing",
                "SECRET_KEY", "a secret that is long enough for every test",
                "JWT_SECRET_KEY", "another secret that is long enough for tests",
                "API_PORT", String.valueOf(Ports.free()),
                "OAUTH2_ISSUER", "http://localhost:8080",
                "POSTGRES_POOL_SIZE", "4",
                "DATABASE_URL", url(database)));
        // Tests ask faster than a plan allows.
        all.put("RATE_LIMIT_PER_MINUTE", "1000000");
        all.put("RATE_LIMIT_BURST", "1000000");
        all.put("POSTGRES_APP_USER", "app_" + database.database());
        return all;
    }

    private static String url(DatabaseServer server) {
        return "postgresql://%s:%s@%s:%d/%s?sslmode=disable"
                .formatted(server.user(), server.password().reveal(), server.host(), server.port(), server.database());
    }

    /** Another process's worth of Tenantry on the same database with the same settings. */
    public TestServer another(Vertx vertx) {
        return start(vertx, database, settings);
    }

    /** The database as a superuser, whom no row security binds. */
    public DatabaseServer database() {
        return database;
    }

    public Config config() {
        return config;
    }

    public Interior interior() {
        return application.interior().orElseThrow();
    }

    public Http http() {
        return http;
    }

    /** What the setup link brings along; empty when there is an operator. */
    public String setupToken() {
        return Await.result(application.setupLink())
                .map(link -> link.getQuery().substring("token=".length()))
                .orElse("");
    }

    /** The tenant of operators, made by the setup link at the first call; its first operator is an owner as in any tenant. */
    public TestTenant operators() {
        var token = setupToken();
        if (!token.isEmpty()) {
            var answer = http.post("/setup")
                    .form("token", token, "username", "admin", "email", "admin@operator.example", "password", PASSWORD)
                    .send();
            if (answer.status() != 201) {
                throw new AssertionError("Not set up: " + answer);
            }
        }
        var info = http.get("/tenants/info").tenant("operator").send().data();
        return new TestTenant(http, "operator", info.getString("id"));
    }

    /** The token of a new member of the tenant with that role, with every scope. */
    public String memberToken(TestTenant tenant, String username, Role role) {
        var context = Await.result(interior().tenants().find(new TenantSlug(tenant.slug())))
                .orElseThrow();
        Await.result(interior()
                .tenants()
                .addMember(context, username, PASSWORD, role)
                .map("added"));
        return tenant.client("read write profile admin", "password", "refresh_token")
                .token("grant_type", "password", "username", username, "password", PASSWORD)
                .json()
                .getString("access_token");
    }

    /** Registers a tenant whose owner is {@code admin} with {@link #PASSWORD}. */
    public TestTenant tenant(String slug) {
        return TestTenant.register(http, slug);
    }

    /** Lets a member whose password is {@link #PASSWORD} sign in at next to no price. */
    void lighten(TestTenant tenant, String username) {
        TestPostgres.execute(
                database,
                "UPDATE credentials SET password_hash = '" + LIGHT_HASH + "' FROM memberships m"
                        + " WHERE m.person_id = credentials.person_id AND m.tenant_id = '" + tenant.id()
                        + "' AND m.username = '" + username + "'");
    }

    /** Fails when a request has changed something and the audit trail tells nothing of it. */
    @Override
    public void close() {
        Await.result(application.stop());
        watch.assertAllTold();
    }
}
