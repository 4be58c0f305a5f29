package dev.tenantry.app.wiring;

import dev.tenantry.feature.access.account.Newcomers;
import dev.tenantry.feature.onboarding.Offboarding;
import dev.tenantry.feature.onboarding.Onboarding;
import dev.tenantry.feature.onboarding.OnboardingFeature;
import dev.tenantry.feature.onboarding.Setup;
import dev.tenantry.feature.onboarding.SetupRoutes;
import dev.tenantry.feature.tenant.DomainRoutes;
import dev.tenantry.feature.tenant.Domains;
import dev.tenantry.feature.tenant.OperatorRoutes;
import dev.tenantry.feature.tenant.Operators;
import dev.tenantry.feature.tenant.Settings;
import dev.tenantry.feature.tenant.TenantFeature;
import dev.tenantry.feature.tenant.TenantRoutes;
import dev.tenantry.feature.tenant.TenantRoutes.Statistics;
import dev.tenantry.feature.tenant.TenantSettings;
import dev.tenantry.feature.tenant.Tenants;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.outbound.DnsTxtRecords;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.view.StaticFiles;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Tenants, how there come to be more of them, and how they go. */
public final class TenantWiring {
    private static final Duration NOW_AND_THEN = Duration.ofMinutes(10);
    public final Tenants tenants;
    public final TenantSettings settings;
    public final Newcomers newcomers;
    private final Ground ground;

    public TenantWiring(Ground ground) {
        this.ground = ground;
        tenants = new Tenants(
                ground.control(), ground.feed(), ground.config().tenancy().maxTenants());
        settings = new TenantSettings(ground.control());
        newcomers = tenant -> settings.of(tenant)
                .map(known -> known.registration() == Settings.Registration.OPEN
                        ? Optional.of(known.defaultRole())
                        : Optional.empty());
    }

    /** What stands on people and clients as well. */
    public final class Grown {
        public final Operators operators;
        public final Domains domains;
        public final Setup setup;
        public final List<Feature> features;

        /** @param files what the pages look like */
        public Grown(PeopleWiring people, OAuthWiring oauth, StaticFiles files) {
            var config = ground.config();
            var control = ground.control();
            var issuer = config.oauth().issuer();
            var offboarding = new Offboarding(ground.vertx(), control, people.people, people.members);
            operators = new Operators(
                    control,
                    ground.feed(),
                    ground.trail(),
                    offboarding::empty,
                    config.tenancy().retention());
            domains = new Domains(
                    control,
                    ground.feed(),
                    ground.trail(),
                    tenants,
                    new DnsTxtRecords(ground.vertx(), config.tenancy().dnsServer()));
            var onboarding = new Onboarding(
                    control,
                    new Onboarding.Parts(tenants, people.people, people.members, oauth.clients),
                    ground.trail(),
                    config.tenancy().defaultPlan());
            setup = new Setup(onboarding, tenants, config.secretKey(), ground.clock());
            features = List.of(
                    new TenantFeature(
                            control,
                            new TenantRoutes(
                                    tenants,
                                    settings,
                                    ground.permissions(),
                                    tenant -> statistics(people, oauth, tenant),
                                    issuer,
                                    !ground.environment().isProduction()),
                            new DomainRoutes(domains, ours(issuer.getHost())),
                            new OperatorRoutes(operators)),
                    new OnboardingFeature(onboarding, new SetupRoutes(setup, files.addresses(), issuer)));
        }

        /** What nobody waits for. */
        public List<Chore> chores() {
            return List.of(
                    Chore.sometime(
                            NOW_AND_THEN,
                            () -> operators.purgeDue().mapEmpty(),
                            "Deleted tenants are not purged when their time is over"),
                    Chore.sometime(NOW_AND_THEN, () -> domains.checkDue().mapEmpty(), "Domains are not checked again"));
        }
    }

    private static Future<Statistics> statistics(PeopleWiring people, OAuthWiring oauth, TenantContext tenant) {
        return people.members
                .countByRole(tenant)
                .compose(roles -> oauth.clients.count(tenant).map(clients -> Statistics.of(roles, clients)));
    }

    private List<String> ours(String issuerHost) {
        return Stream.of(ground.config().tenancy().baseDomain(), issuerHost.toLowerCase(Locale.ROOT))
                .filter(domain -> !domain.isEmpty())
                .toList();
    }
}
