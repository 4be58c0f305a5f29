package dev.tenantry.app;

import dev.tenantry.feature.access.AccessFeature;
import dev.tenantry.feature.access.MemberRoutes;
import dev.tenantry.feature.access.MemberService;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.access.PasswordRoutes;
import dev.tenantry.feature.access.SessionVerifier;
import dev.tenantry.feature.access.SignIn;
import dev.tenantry.feature.identity.IdentityFeature;
import dev.tenantry.feature.identity.People;
import dev.tenantry.feature.identity.Sessions;
import dev.tenantry.feature.oauth.OAuthFeature;
import dev.tenantry.feature.oauth.authorize.Answers;
import dev.tenantry.feature.oauth.authorize.AuthorizeRoutes;
import dev.tenantry.feature.oauth.authorize.BrowserPages;
import dev.tenantry.feature.oauth.authorize.BrowserSessions;
import dev.tenantry.feature.oauth.authorize.EndSessionRoutes;
import dev.tenantry.feature.oauth.authorize.Interaction;
import dev.tenantry.feature.oauth.authorize.Requests;
import dev.tenantry.feature.oauth.authorize.SessionRoutes;
import dev.tenantry.feature.oauth.authorize.Tickets;
import dev.tenantry.feature.oauth.client.Clients;
import dev.tenantry.feature.oauth.client.RegisteredOrigins;
import dev.tenantry.feature.oauth.consent.ConsentRoutes;
import dev.tenantry.feature.oauth.consent.Consents;
import dev.tenantry.feature.oauth.discovery.DiscoveryRoutes;
import dev.tenantry.feature.oauth.grant.FirstPartyRoutes;
import dev.tenantry.feature.oauth.grant.Grants;
import dev.tenantry.feature.oauth.grant.TokenAnswer;
import dev.tenantry.feature.oauth.grant.TokenEndpoint;
import dev.tenantry.feature.oauth.grant.TokenQuestion;
import dev.tenantry.feature.oauth.grant.TokenRoutes;
import dev.tenantry.feature.oauth.inspect.InspectQuestion;
import dev.tenantry.feature.oauth.inspect.InspectRoutes;
import dev.tenantry.feature.oauth.inspect.Inspection;
import dev.tenantry.feature.oauth.inspect.TokenState;
import dev.tenantry.feature.oauth.inspect.UserInfo;
import dev.tenantry.feature.oauth.inspect.UserInfoRoutes;
import dev.tenantry.feature.oauth.key.KeyRing;
import dev.tenantry.feature.oauth.protocol.Issuers;
import dev.tenantry.feature.oauth.registration.ClientRoutes;
import dev.tenantry.feature.oauth.registration.DoorRoutes;
import dev.tenantry.feature.oauth.registration.RegistrationDoor;
import dev.tenantry.feature.oauth.registration.RegistrationRoutes;
import dev.tenantry.feature.oauth.registration.Registrations;
import dev.tenantry.feature.oauth.registration.SectorIdentifiers;
import dev.tenantry.feature.oauth.token.AccessTokenVerifier;
import dev.tenantry.feature.oauth.token.AccessTokens;
import dev.tenantry.feature.oauth.token.Codes;
import dev.tenantry.feature.oauth.token.IdTokens;
import dev.tenantry.feature.oauth.token.RefreshTokens;
import dev.tenantry.feature.oauth.token.SignOut;
import dev.tenantry.feature.onboarding.Onboarding;
import dev.tenantry.feature.onboarding.OnboardingFeature;
import dev.tenantry.feature.product.ProductFeature;
import dev.tenantry.feature.tenant.TenantFeature;
import dev.tenantry.feature.tenant.Tenants;
import dev.tenantry.platform.bus.Channel;
import dev.tenantry.platform.config.AppEnvironment;
import dev.tenantry.platform.config.BackendConfig;
import dev.tenantry.platform.config.OAuthConfig;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.http.BearerHandler;
import dev.tenantry.platform.http.Cors;
import dev.tenantry.platform.http.ErrorResponse;
import dev.tenantry.platform.http.Pipeline;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.SessionCookie;
import dev.tenantry.platform.http.TenantContextHandler;
import dev.tenantry.platform.net.ClientAddress;
import dev.tenantry.platform.outbound.Outbound;
import dev.tenantry.platform.quota.AddressLimits;
import dev.tenantry.platform.quota.Attempts;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.TenantDatabase;
import dev.tenantry.platform.view.Templates;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The composition root: which object gets which, once, in the order of their dependence. */
final class Assembly {
    private static final int OPEN_TOKEN_QUESTIONS = 1_024;
    private static final Pattern FEATURE_NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private final BackendConfig config;
    private final List<Feature> features = new ArrayList<>();
    private final TenantDatabase tenantTables;
    private final ControlDatabase controlTables;
    private final Contribution contribution;
    private final People people;
    private final Members members;
    private final Sessions sessions;
    private final SessionVerifier sessionVerifier;
    private final RegisteredOrigins origins;
    private final AccessTokenVerifier tokenVerifier;
    final RevocationFeed feed;
    final Tenants tenants;
    final KeyRing keys;
    final Channel<TokenQuestion, TokenAnswer> tokenChannel;
    final TokenEndpoint tokenEndpoint;
    final Channel<InspectQuestion, TokenState> inspectChannel;
    final Inspection inspection;

    Assembly(AppEnvironment environment, BackendConfig config, Resources resources, List<Feature> added) {
        this.config = config;
        var clock = Clock.systemUTC();
        var control = new ControlDatabase(resources.pool(), Database.TABLES_WITHOUT_TENANT);
        controlTables = control;
        tenantTables = new TenantDatabase(resources.pool());
        contribution = new Contribution(tenantTables);

        feed = new RevocationFeed(
                control,
                new ControlDatabase(resources.feed(), Database.TABLES_WITHOUT_TENANT),
                OAuthConfig.LONGEST_ACCESS_TOKEN);

        tenants = new Tenants(control, feed);
        people = new People(control, resources.hasher(), config.passwords().minLength(), feed);
        sessions = new Sessions(control);
        members = new Members(control, feed);
        sessionVerifier = new SessionVerifier(sessions, members);
        var attempts = new Attempts(control, config.secretKey());
        var signIn = new SignIn(members, people, attempts, config.limits().accountFailures());
        var signOut = new SignOut(sessions, feed);

        var issuers = new Issuers(config.oauth().issuer());
        keys = new KeyRing(resources.vertx(), control, config.jwtSecretKey(), config.oauth(), clock);
        tokenVerifier = new AccessTokenVerifier(keys, issuers, members, feed, clock);
        origins = new RegisteredOrigins(control);
        var clients = new Clients(
                control,
                origins,
                feed,
                config.oauth().frontend(),
                attempts,
                config.limits().clientFailures());
        var door = new RegistrationDoor(control);
        var outbound = new Outbound(resources.vertx(), config.outbound());
        var registrations = new Registrations(control, clients, door, new SectorIdentifiers(outbound));
        tokenChannel = new Channel<>(resources.vertx(), "tenantry.token", OPEN_TOKEN_QUESTIONS);
        var refreshTokens = new RefreshTokens(control, feed, config.secretKey(), config.oauth());
        var codes = new Codes(control, feed, sessions, refreshTokens, config.oauth());
        var idTokens = new IdTokens(keys, issuers, clock);
        tokenEndpoint = new TokenEndpoint(
                new Grants(signIn, codes, refreshTokens),
                clients,
                members,
                new AccessTokens(keys, issuers, clock),
                idTokens,
                config.oauth());
        inspectChannel = new Channel<>(resources.vertx(), "tenantry.inspect", OPEN_TOKEN_QUESTIONS);
        inspection = new Inspection(clients, members, tokenVerifier, refreshTokens, feed, issuers);
        var userInfo = new UserInfo(tokenVerifier, refreshTokens, members, clients);

        features.add(new TenantFeature(tenants, config.oauth().issuer(), !environment.isProduction()));
        features.add(new IdentityFeature());
        features.add(new AccessFeature(
                new MemberRoutes(new MemberService(control, feed, people)),
                new PasswordRoutes(
                        signIn,
                        members,
                        sessions,
                        new SessionCookie(config.oauth().secure()))));
        var consents = new Consents(control, feed, signOut);
        var pages = new BrowserPages(
                new Templates(), resources.files().addresses(), config.oauth().issuer());
        var browsers = new BrowserSessions(
                signIn, sessionVerifier, sessions, signOut, config.oauth().secure());
        var tickets = new Tickets(config.secretKey(), clock);
        var requests = new Requests(clients, new Answers(codes, issuers, pages));
        var interaction = new Interaction(idTokens, consents, clock);
        features.add(new OAuthFeature(List.of(
                new TokenRoutes(tokenChannel)::contribute,
                new FirstPartyRoutes(tokenChannel, tokenVerifier, refreshTokens)::contribute,
                new InspectRoutes(inspectChannel)::contribute,
                new UserInfoRoutes(userInfo)::contribute,
                new ClientRoutes(registrations, clients)::contribute,
                new RegistrationRoutes(registrations, clients, issuers)::contribute,
                new DoorRoutes(door)::contribute,
                new SessionRoutes(browsers)::contribute,
                new AuthorizeRoutes(requests, browsers, tickets, interaction, consents, pages)::contribute,
                new EndSessionRoutes(clients, idTokens, browsers, tickets, pages)::contribute,
                new ConsentRoutes(consents)::contribute,
                new DiscoveryRoutes(keys, issuers)::contribute)));
        features.add(new OnboardingFeature(new Onboarding(
                control, tenants, people, members, clients, config.tenancy().defaultPlan())));
        features.add(new ProductFeature());
        features.addAll(added);

        new SystemRoutes(control, environment).contribute(contribution);
        resources.files().routes().forEach(contribution::route);
        features.forEach(feature -> feature.contribute(contribution));
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

    List<Route<?>> routes() {
        return contribution.routes();
    }

    Interior interior(Database database) {
        return new Interior(
                routes(),
                tenantTables,
                controlTables,
                tenantTables::scoped,
                new ThrowAwayTenants(controlTables, tenants, people, members),
                database.owner(),
                database.application());
    }

    Pipeline pipeline() {
        return new Pipeline(
                new TenantContextHandler(tenants, config.tenancy().baseDomain()),
                new BearerHandler(
                        tokenVerifier,
                        sessionVerifier,
                        new SessionCookie(config.oauth().secure())),
                new Cors(config.corsOrigins(), origins),
                new ClientAddress(config.api().trustedProxies()),
                new AddressLimits(config.limits()),
                ErrorResponse::render);
    }
}
