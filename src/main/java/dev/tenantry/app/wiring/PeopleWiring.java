package dev.tenantry.app.wiring;

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
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.http.SessionCookie;
import dev.tenantry.platform.quota.Attempts;
import java.util.List;

/** People, their sessions and their memberships. */
public final class PeopleWiring {
    public final People people;
    public final Sessions sessions;
    public final Members members;
    public final SessionVerifier sessionVerifier;
    public final SignIn signIn;
    private final Ground ground;

    public PeopleWiring(Ground ground, Attempts attempts) {
        var config = ground.config();
        this.ground = ground;
        people = new People(
                ground.control(), ground.hasher(), config.passwords().minLength(), ground.feed(), ground.trail());
        sessions = new Sessions(ground.control(), ground.trail());
        members = new Members(ground.control(), ground.feed());
        sessionVerifier = new SessionVerifier(sessions, members);
        signIn = new SignIn(
                members, people, attempts, config.limits().accountFailures(), ground.control(), ground.trail());
    }

    public List<Feature> features() {
        var cookie = new SessionCookie(ground.config().oauth().secure());
        return List.of(
                new IdentityFeature(),
                new AccessFeature(
                        new MemberRoutes(new MemberService(
                                ground.control(), ground.feed(), ground.trail(), ground.permissions(), people)),
                        new PasswordRoutes(signIn, members, sessions, cookie)));
    }
}
