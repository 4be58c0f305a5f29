package dev.tenantry.app.wiring;

import dev.tenantry.feature.onboarding.Onboarding;
import dev.tenantry.feature.onboarding.OnboardingFeature;
import dev.tenantry.feature.tenant.TenantFeature;
import dev.tenantry.feature.tenant.Tenants;
import dev.tenantry.platform.feature.Feature;
import java.util.List;

/** Tenants, and how there come to be more of them. */
public final class TenantWiring {
    public final Tenants tenants;
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
