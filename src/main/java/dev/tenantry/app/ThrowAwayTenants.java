package dev.tenantry.app;

import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.People;
import dev.tenantry.feature.tenant.Tenants;
import dev.tenantry.platform.config.TenancyConfig;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantSlug;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tenants that somebody has registered only to take them away again, and what has to be known for that. */
public final class ThrowAwayTenants {
    /** Where the tenants stand. */
    public static final String TABLE = "public.tenants";

    /** Tables without a tenant with rows that belong to the tenant all the same. */
    public static final List<String> REFERRED = List.of("public.people");

    /** What anybody may write into any tenant: that they have tried to get in. */
    public static final String ATTEMPTS = "public.attempts";

    /**
     * What comes to be of itself in every tenant: the trail tells of those who tried, and is sealed; calls are written down up to
     * a second after a tenant has made them.
     */
    public static final Set<String> OF_ITSELF =
            Set.of("public.audit_events", "public.audit_seals", "public.usage_periods");

    private final ControlDatabase control;
    private final Tenants tenants;
    private final People people;
    private final Members members;

    ThrowAwayTenants(ControlDatabase control, Tenants tenants, People people, Members members) {
        this.control = control;
        this.tenants = tenants;
        this.people = people;
        this.members = members;
    }

    public Future<Optional<TenantContext>> find(TenantSlug slug) {
        return tenants.bySlug(slug);
    }

    /** All whose slug begins so. */
    public Future<List<TenantContext>> beginning(String prefix) {
        return tenants.beginning(prefix);
    }

    /** Gives it the largest plan: whoever attacks is not to be held up. */
    public Future<Void> unbind(TenantContext tenant) {
        return tenants.setPlan(tenant, TenancyConfig.Plan.ENTERPRISE);
    }

    /** A person of that name, new in the tenant. */
    public Future<Void> addMember(TenantContext tenant, String username, String password, Role role) {
        return people.hashNew("password", password)
                .compose(hash -> control.of(tenant)
                        .transaction(sql -> people.insert(sql, hash)
                                .compose(person -> members.insert(
                                        sql, tenant, person, username, username + "@prove.example", role))))
                .mapEmpty();
    }
}
