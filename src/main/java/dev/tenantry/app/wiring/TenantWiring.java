package dev.tenantry.app.wiring;

import dev.tenantry.feature.access.account.Newcomers;
import dev.tenantry.feature.onboarding.Onboarding;
import dev.tenantry.feature.onboarding.OnboardingFeature;
import dev.tenantry.feature.tenant.TenantFeature;
import dev.tenantry.feature.tenant.Tenants;
import dev.tenantry.platform.feature.Feature;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Tenants, and how there come to be more of them. */
public final class TenantWiring {
    public final Tenants tenants;
    public final Newcomers newcomers = tenant -> Future.succeededFuture(Optional.empty());
    private final Ground ground;

    public TenantWiring(Ground ground) {
        this.ground = ground;
        tenants = new Tenants(ground.control(), ground.feed());
    }

    public List<Feature> features(PeopleWiring people, OAuthWiring oauth) {
        var config = ground.config();
        return List.of(
                new TenantFeature(
                        tenants, config.oauth().issuer(), !ground.environment().isProduction()),
                new OnboardingFeature(
                        new Onboarding(
                                ground.control(),
                                tenants,
                                people.people,
                                people.members,
                                oauth.clients,
                                ground.trail()),
                        config.tenancy().defaultPlan()));
    }
}
