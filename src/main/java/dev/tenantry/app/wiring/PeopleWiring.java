package dev.tenantry.app.wiring;

import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.access.PasswordRoutes;
import dev.tenantry.feature.access.SessionVerifier;
import dev.tenantry.feature.access.SignIn;
import dev.tenantry.feature.access.account.Newcomers;
import dev.tenantry.feature.access.account.ProfileRoutes;
import dev.tenantry.feature.access.account.RegisterRoutes;
import dev.tenantry.feature.access.invitation.AcceptPageRoutes;
import dev.tenantry.feature.access.invitation.AcceptPages;
import dev.tenantry.feature.access.invitation.AcceptRoutes;
import dev.tenantry.feature.access.invitation.Admission;
import dev.tenantry.feature.access.invitation.InvitationRoutes;
import dev.tenantry.feature.access.invitation.Invitations;
import dev.tenantry.feature.access.invitation.OtherSessions;
import dev.tenantry.feature.identity.IdentityFeature;
import dev.tenantry.feature.identity.PasswordRules;
import dev.tenantry.feature.identity.People;
import dev.tenantry.feature.identity.Sessions;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.http.SessionCookie;
import dev.tenantry.platform.quota.Attempts;
import dev.tenantry.platform.tenancy.TenantLookup;
import dev.tenantry.platform.view.StaticFiles;
import dev.tenantry.platform.view.Templates;
import java.util.List;

/** People, their sessions and their memberships. */
public final class PeopleWiring {
    public final People people;
    public final Sessions sessions;
    public final Members members;
    public final AccessWiring access;
    public final SessionVerifier sessionVerifier;
    public final SignIn signIn;
    private final Ground ground;

    public PeopleWiring(Ground ground, Attempts attempts) {
        var config = ground.config();
        this.ground = ground;
        people = new People(
                ground.control(),
                ground.hasher(),
                new PasswordRules(ground.vertx(), config.passwords()),
                ground.feed(),
                ground.trail());
        sessions = new Sessions(ground.control(), ground.trail());
        access = new AccessWiring(ground, people);
        members = access.members;
        sessionVerifier = new SessionVerifier(sessions, members);
        signIn = new SignIn(
                members, people, attempts, config.limits().accountFailures(), ground.control(), ground.trail());
    }

    /** @param files what the pages look like */
    public List<Feature> features(StaticFiles files, TenantLookup tenants, Newcomers newcomers) {
        var oauth = ground.config().oauth();
        var cookie = new SessionCookie(oauth.secure());
        var invitations = new Invitations(access.decisions, members, ground.permissions());
        var admission = new Admission(ground.control(), tenants, invitations, people, members, ground.trail());
        var pages = new AcceptPages(new Templates(), files.addresses(), oauth.issuer(), oauth.frontend());
        return List.of(
                new IdentityFeature(),
                access.feature(List.of(
                        new PasswordRoutes(signIn, members, sessions, cookie)::contribute,
                        new ProfileRoutes(members, signIn, ground.feed(), ground.trail())::contribute,
                        new RegisterRoutes(ground.control(), newcomers, people, members, ground.trail())::contribute,
                        new InvitationRoutes(ground.control(), invitations, pages)::contribute,
                        new AcceptRoutes(admission)::contribute,
                        new AcceptPageRoutes(admission, new OtherSessions(tenants, sessionVerifier, cookie), pages)
                                ::contribute)));
    }
}
