package dev.tenantry.app.wiring;

import dev.tenantry.feature.oauth.OAuthFeature;
import dev.tenantry.feature.oauth.authorize.Answers;
import dev.tenantry.feature.oauth.authorize.AuthorizeRoutes;
import dev.tenantry.feature.oauth.authorize.BrowserPages;
import dev.tenantry.feature.oauth.authorize.BrowserSessions;
import dev.tenantry.feature.oauth.authorize.CurrentSession;
import dev.tenantry.feature.oauth.authorize.EndSessionRoutes;
import dev.tenantry.feature.oauth.authorize.Interaction;
import dev.tenantry.feature.oauth.authorize.OwnSessionRoutes;
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
import dev.tenantry.platform.bus.Channel;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.outbound.Outbound;
import dev.tenantry.platform.quota.Attempts;
import dev.tenantry.platform.view.StaticFiles;
import dev.tenantry.platform.view.Templates;
import java.util.List;

/** The authorization server. */
public final class OAuthWiring {
    private static final int OPEN_TOKEN_QUESTIONS = 1_024;
    public final KeyRing keys;
    public final RegisteredOrigins origins;
    public final Clients clients;
    public final AccessTokenVerifier tokenVerifier;
    public final Channel<TokenQuestion, TokenAnswer> tokenChannel;
    public final TokenEndpoint tokenEndpoint;
    public final Channel<InspectQuestion, TokenState> inspectChannel;
    public final Inspection inspection;
    private final Ground ground;
    private final PeopleWiring people;
    private final Issuers issuers;
    private final RefreshTokens refreshTokens;
    private final Codes codes;
    private final IdTokens idTokens;

    public OAuthWiring(Ground ground, PeopleWiring people, Attempts attempts) {
        this.ground = ground;
        this.people = people;
        var config = ground.config();
        var control = ground.control();
        var feed = ground.feed();
        var clock = ground.clock();
        issuers = new Issuers(config.oauth().issuer());
        keys = new KeyRing(ground.vertx(), control, config.jwtSecretKey(), config.oauth(), clock);
        tokenVerifier = new AccessTokenVerifier(keys, issuers, people.members, feed, clock);
        origins = new RegisteredOrigins(control);
        clients = new Clients(
                control,
                origins,
                feed,
                config.oauth().frontend(),
                attempts,
                config.limits().clientFailures());
        refreshTokens = new RefreshTokens(control, feed, config.secretKey(), config.oauth());
        codes = new Codes(control, feed, people.sessions, refreshTokens, config.oauth());
        idTokens = new IdTokens(keys, issuers, clock);
        tokenChannel = new Channel<>(ground.vertx(), "tenantry.token", OPEN_TOKEN_QUESTIONS);
        tokenEndpoint = new TokenEndpoint(
                new Grants(people.signIn, codes, refreshTokens),
                clients,
                people.members,
                new AccessTokens(keys, issuers, clock),
                idTokens,
                config.oauth());
        inspectChannel = new Channel<>(ground.vertx(), "tenantry.inspect", OPEN_TOKEN_QUESTIONS);
        inspection = new Inspection(clients, people.members, tokenVerifier, refreshTokens, feed, issuers);
    }

    /** @param files what the pages look like */
    public Feature feature(StaticFiles files) {
        var config = ground.config();
        var door = new RegistrationDoor(ground.control());
        var outbound = new Outbound(ground.vertx(), config.outbound());
        var registrations = new Registrations(ground.control(), clients, door, new SectorIdentifiers(outbound));
        var signOut = new SignOut(ground.control(), people.sessions, ground.feed());
        var consents = new Consents(ground.control(), ground.feed(), signOut);
        var pages = new BrowserPages(
                new Templates(), files.addresses(), config.oauth().issuer());
        var browsers = new BrowserSessions(
                people.signIn,
                people.sessionVerifier,
                people.sessions,
                signOut,
                config.oauth().secure());
        var tickets = new Tickets(config.secretKey(), ground.clock());
        var requests = new Requests(clients, new Answers(codes, issuers, pages));
        var interaction = new Interaction(idTokens, consents, ground.clock());
        var userInfo = new UserInfo(tokenVerifier, refreshTokens, people.members, clients);
        return new OAuthFeature(List.of(
                new TokenRoutes(tokenChannel)::contribute,
                new FirstPartyRoutes(tokenChannel, tokenVerifier, refreshTokens)::contribute,
                new InspectRoutes(inspectChannel)::contribute,
                new UserInfoRoutes(userInfo)::contribute,
                new ClientRoutes(registrations, clients, ground.permissions())::contribute,
                new RegistrationRoutes(registrations, clients, issuers)::contribute,
                new DoorRoutes(door, ground.permissions())::contribute,
                new SessionRoutes(browsers)::contribute,
                new OwnSessionRoutes(
                        ground.control(),
                        people.sessions,
                        people.members,
                        signOut,
                        new CurrentSession(browsers, tokenVerifier, signOut))::contribute,
                new AuthorizeRoutes(requests, browsers, tickets, interaction, consents, pages)::contribute,
                new EndSessionRoutes(clients, idTokens, browsers, tickets, pages)::contribute,
                new ConsentRoutes(consents)::contribute,
                new DiscoveryRoutes(keys, issuers)::contribute));
    }
}
