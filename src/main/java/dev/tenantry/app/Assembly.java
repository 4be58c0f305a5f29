package dev.tenantry.app;

import dev.tenantry.app.wiring.AuditWiring;
import dev.tenantry.app.wiring.Chore;
import dev.tenantry.app.wiring.Ground;
import dev.tenantry.app.wiring.OAuthWiring;
import dev.tenantry.app.wiring.PeopleWiring;
import dev.tenantry.app.wiring.PlanWiring;
import dev.tenantry.app.wiring.TenantWiring;
import dev.tenantry.feature.product.ProductFeature;
import dev.tenantry.feature.store.StoreFeature;
import dev.tenantry.platform.audit.Tally;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.config.AppEnvironment;
import dev.tenantry.platform.config.BackendConfig;
import dev.tenantry.platform.config.OAuthConfig;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.feature.Changes;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.feature.IdempotencyKeys;
import dev.tenantry.platform.http.BearerHandler;
import dev.tenantry.platform.http.Cors;
import dev.tenantry.platform.http.ErrorResponse;
import dev.tenantry.platform.http.Pipeline;
import dev.tenantry.platform.http.RequestLimits;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.SessionCookie;
import dev.tenantry.platform.http.TenantContextHandler;
import dev.tenantry.platform.net.ClientAddress;
import dev.tenantry.platform.openapi.DocumentRoutes;
import dev.tenantry.platform.quota.AddressLimits;
import dev.tenantry.platform.quota.Attempts;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.security.Permissions;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.TenantDatabase;
import dev.tenantry.platform.view.StaticFiles;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The composition root: which object gets which, once, in the order of their dependence. */
final class Assembly {
    private static final Pattern FEATURE_NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private final List<Feature> features = new ArrayList<>();
    private final Contribution contribution;
    private final Ground ground;
    private final PeopleWiring people;
    final TenantWiring tenants;
    final TenantWiring.Grown grown;
    final OAuthWiring oauth;
    final PlanWiring plans;
    final AuditWiring audit;
    final DocumentRoutes document;

    Assembly(
            AppEnvironment environment,
            BackendConfig config,
            Resources resources,
            StaticFiles files,
            List<Feature> added) {
        var control = new ControlDatabase(resources.pool(), Database.TABLES_WITHOUT_TENANT);
        var tenantTables = new TenantDatabase(resources.pool());
        var clock = Clock.systemUTC();
        var trail = new Trail();
        plans = new PlanWiring(resources.vertx(), config.limits(), control, tenantTables, clock);
        ground = new Ground(
                environment,
                config,
                resources.vertx(),
                clock,
                resources.hasher(),
                control,
                tenantTables,
                new RevocationFeed(
                        control,
                        new ControlDatabase(resources.feed(), Database.TABLES_WITHOUT_TENANT),
                        OAuthConfig.LONGEST_ACCESS_TOKEN),
                new Permissions(),
                trail,
                new Tally(tenantTables, trail),
                plans.meters);
        contribution = new Contribution(
                new Changes(
                        ground.permissions(), ground.trail(), ground.meters(), new IdempotencyKeys(config.secretKey())),
                ground.tenantTables()::of);

        var attempts = new Attempts(control, config.secretKey());
        tenants = new TenantWiring(ground);
        people = new PeopleWiring(ground, attempts);
        oauth = new OAuthWiring(ground, people, attempts);
        grown = tenants.new Grown(people, oauth, files);

        audit = new AuditWiring(ground, tenants.tenants);

        features.addAll(people.features(files, tenants.tenants, tenants.newcomers));
        features.add(oauth.feature(files));
        features.addAll(grown.features);
        features.add(plans.feature());
        features.addAll(audit.features());
        features.add(new ProductFeature());
        features.add(new StoreFeature(people.members));
        features.addAll(added);

        new SystemRoutes(control, environment).contribute(contribution);
        files.routes().forEach(contribution::route);
        features.forEach(feature -> feature.contribute(contribution));
        document = new DocumentRoutes(routes(), Application.version(), files.addresses());
        document.routes().forEach(contribution::route);
        checkNames();
    }

    private void checkNames() {
        var seen = new HashSet<String>();
        for (var name : featureNames()) {
            if (!FEATURE_NAME.matcher(name).matches()) {
                throw new StartupException(
                        "The feature \"" + name + "\" needs a name of lower-case letters, digits and _.");
            }
            if (!seen.add(name)) {
                throw new StartupException("Two features are called " + name + ": rename one of them.");
            }
        }
    }

    List<String> featureNames() {
        return features.stream().map(Feature::name).toList();
    }

    /** What has a loop of its own: taking rights away must not wait for anything else. */
    List<Chore> feedChores() {
        var feed = ground.feed();
        return List.of(
                Chore.first(
                        Duration.ofMillis(500),
                        () -> feed.read().mapEmpty(),
                        "The revocation feed cannot be read, each token is looked up meanwhile"),
                Chore.first(Duration.ofMinutes(30), () -> feed.clean().mapEmpty(), "Old revocations are not deleted"));
    }

    List<Chore> chores() {
        return Stream.of(plans.chores(), audit.chores(), grown.chores())
                .flatMap(List::stream)
                .toList();
    }

    List<Route<?>> routes() {
        return contribution.routes();
    }

    Interior interior(Database database) {
        return new Interior(
                routes(),
                ground.tenantTables(),
                ground.control(),
                ground.tenantTables()::scoped,
                new ThrowAwayTenants(ground.control(), tenants.tenants, people.people, people.members),
                database.owner(),
                database.application());
    }

    Pipeline pipeline() {
        var config = ground.config();
        return new Pipeline(
                new TenantContextHandler(tenants.tenants, config.tenancy().baseDomain()),
                new BearerHandler(
                        people.access.keyVerifier.orElse(oauth.tokenVerifier),
                        people.sessionVerifier,
                        new SessionCookie(config.oauth().secure())),
                new Cors(config.corsOrigins(), oauth.origins),
                new ClientAddress(config.api().trustedProxies()),
                new RequestLimits(new AddressLimits(config.limits()), plans.limits),
                ErrorResponse::render);
    }
}
