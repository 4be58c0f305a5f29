package dev.tenantry.feature.onboarding;

import dev.tenantry.feature.access.Member;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.People;
import dev.tenantry.feature.oauth.client.Clients;
import dev.tenantry.feature.tenant.Tenant;
import dev.tenantry.feature.tenant.Tenants;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.config.TenancyConfig;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantId;
import dev.tenantry.platform.tenancy.TenantSlug;
import io.vertx.core.Future;
import java.util.Set;

/** Signing up: the tenant, the person and their ownership of it come into being together or not at all. */
public final class Onboarding {
    private final ControlDatabase database;
    private final Tenants tenants;
    private final People people;
    private final Members members;
    private final Clients clients;
    private final Trail trail;

    public Onboarding(
            ControlDatabase database, Tenants tenants, People people, Members members, Clients clients, Trail trail) {
        this.database = database;
        this.tenants = tenants;
        this.people = people;
        this.members = members;
        this.clients = clients;
        this.trail = trail;
    }

    record Registered(Tenant tenant, Member owner) {}

    Future<Registered> register(RegisterTenant wanted, TenancyConfig.Plan plan, Actor by) {
        var draft = tenants.draft(
                new TenantId(UuidV7.next()), new TenantSlug(wanted.tenantSlug()), wanted.tenantName(), plan.wire());
        return people.hashNew(
                        "admin_password",
                        wanted.adminPassword(),
                        wanted.adminUsername(),
                        wanted.adminEmail(),
                        wanted.tenantSlug())
                .compose(hash -> write(draft, wanted, hash, by))
                .onSuccess(done -> tenants.forget(draft.slug()));
    }

    private Future<Registered> write(Tenant draft, RegisterTenant wanted, String passwordHash, Actor by) {
        return database.of(draft.context())
                .transaction(sql -> tenants.insert(sql, draft)
                        .compose(tenant -> people.insert(sql, passwordHash)
                                .compose(person -> members.insert(
                                        sql,
                                        draft.context(),
                                        person,
                                        wanted.adminUsername(),
                                        wanted.adminEmail(),
                                        Role.OWNER))
                                .compose(owner -> clients.addBuiltIn(sql)
                                        .compose(added -> trail.write(
                                                sql,
                                                tenant.context(),
                                                by.as(owner.asking(Set.of())),
                                                Happening.of(
                                                                "tenant.registered",
                                                                tenant.id().value())
                                                        .with(
                                                                "slug",
                                                                tenant.slug().value())
                                                        .with("plan", tenant.plan())))
                                        .map(new Registered(tenant, owner)))));
    }
}
