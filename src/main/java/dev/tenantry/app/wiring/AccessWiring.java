package dev.tenantry.app.wiring;

import dev.tenantry.feature.access.AccessFeature;
import dev.tenantry.feature.access.Decisions;
import dev.tenantry.feature.access.MemberRoutes;
import dev.tenantry.feature.access.MemberService;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.access.key.ApiKeyRoutes;
import dev.tenantry.feature.access.key.ApiKeyVerifier;
import dev.tenantry.feature.access.key.ApiKeys;
import dev.tenantry.feature.access.role.RoleRoutes;
import dev.tenantry.feature.access.role.RoleService;
import dev.tenantry.feature.identity.People;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Memberships, roles and keys. */
public final class AccessWiring {
    public final Members members;
    public final Decisions decisions;
    public final ApiKeyVerifier keyVerifier;
    private final Ground ground;
    private final People people;

    public AccessWiring(Ground ground, People people) {
        this.ground = ground;
        this.people = people;
        members = new Members(ground.control(), ground.feed());
        decisions = new Decisions(ground.permissions());
        keyVerifier = new ApiKeyVerifier(ground.vertx(), ground.control(), members, ground.feed(), ground.clock());
    }

    /** @param more what other rooms of the feature add */
    public Feature feature(List<Consumer<Contribution>> more) {
        var control = ground.control();
        var feed = ground.feed();
        var permissions = ground.permissions();
        List<Consumer<Contribution>> own = List.of(
                new MemberRoutes(control, new MemberService(decisions, feed, members, people))::contribute,
                new RoleRoutes(control, new RoleService(decisions, feed, permissions))::contribute,
                new ApiKeyRoutes(control, new ApiKeys(decisions, permissions, members, feed))::contribute);
        return new AccessFeature(
                permissions, Stream.concat(own.stream(), more.stream()).toList());
    }
}
