package dev.tenantry.feature.onboarding;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.quota.AddressLimits.Counting;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Scope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.UUID;

/** The way in for a new customer. */
public final class OnboardingFeature implements Feature {
    private static final Permission FOUND = Permission.own("account.found_tenant", Scope.ADMIN);
    private final Onboarding onboarding;
    private final SetupRoutes setup;

    public OnboardingFeature(Onboarding onboarding, SetupRoutes setup) {
        this.onboarding = onboarding;
        this.setup = setup;
    }

    @Override
    public String name() {
        return "onboarding";
    }

    @Override
    public void contribute(Contribution to) {
        to.route(new Route<>(
                        HttpMethod.POST,
                        "/tenants/register",
                        new Access.Everyone(),
                        RequestBody.json(RegisterTenant.class),
                        Answer.created(Welcome.class, "Makes a tenant and the person who owns it"),
                        this::register)
                .limitedByAddress(Counting.CALLS));
        to.route(new Route<>(
                        HttpMethod.POST,
                        "/api/v1/me/tenants",
                        new Access.RequirePermission(FOUND, true),
                        RequestBody.json(FoundTenant.class),
                        Answer.created(Welcome.class, "Makes a tenant that one owns oneself"),
                        this::found)
                .limitedByAddress(Counting.CALLS));
        setup.contribute(to);
    }

    private Future<Reply> found(Call<FoundTenant> call) {
        var principal = call.principal();
        if (principal.kind() != Principal.Kind.PERSON) {
            throw new AppException(ErrorCode.PERMISSION_DENIED, "A service owns no tenant");
        }
        return onboarding
                .found(call.actor(), call.tenant(), new PersonId(principal.id()), call.body())
                .map(OnboardingFeature::welcome);
    }

    private Future<Reply> register(Call<RegisterTenant> call) {
        return onboarding.register(call.actor(), call.body()).map(OnboardingFeature::welcome);
    }

    private static Reply welcome(Onboarding.Registered done) {
        var tenant = done.tenant();
        var owner = done.owner();
        return Reply.created(new Welcome(
                new Welcome.NewTenant(
                        tenant.id().value(),
                        tenant.slug().value(),
                        tenant.name(),
                        tenant.status().wire(),
                        tenant.plan(),
                        tenant.createdAt()),
                new Welcome.Owner(
                        owner.person().value(),
                        owner.username(),
                        owner.email(),
                        owner.authority().name())));
    }

    record Welcome(NewTenant tenant, Owner user) {
        record NewTenant(UUID id, String slug, String name, String status, String plan, Instant createdAt) {}

        record Owner(UUID id, String username, String email, String role) {}
    }
}
