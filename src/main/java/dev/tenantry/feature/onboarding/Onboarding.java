package dev.tenantry.feature.onboarding;

import dev.tenantry.feature.access.Member;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.People;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.feature.oauth.client.Clients;
import dev.tenantry.feature.tenant.Tenant;
import dev.tenantry.feature.tenant.Tenants;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.config.TenancyConfig;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import dev.tenantry.platform.tenancy.TenantSlug;
import io.vertx.core.Future;
import java.util.function.Function;

/** Signing up: the tenant, the person and their ownership of it come into being together or not at all. */
public final class Onboarding {
    private final ControlDatabase database;
    private final Tenants tenants;
    private final People people;
    private final Members members;
    private final Clients clients;
    private final Trail trail;
    private final TenancyConfig.Plan plan;

    /** Those who know of the parts that a tenant begins with. */
    public record Parts(Tenants tenants, People people, Members members, Clients clients) {}

    /** @param plan of a new tenant */
    public Onboarding(ControlDatabase database, Parts parts, Trail trail, TenancyConfig.Plan plan) {
        this.database = database;
        this.tenants = parts.tenants;
        this.people = parts.people;
        this.members = parts.members;
        this.clients = parts.clients;
        this.trail = trail;
        this.plan = plan;
    }

    record Registered(Tenant tenant, Member owner) {}

    /** Somebody to be: what they are called in the tenant, and what they sign in with. */
    record Newcomer(String username, String email, String passwordField, String password) {
        @Override
        public String toString() {
            return "Newcomer[" + username + "]";
        }
    }

    private Tenant draft(String slug, String name) {
        return tenants.draft(new TenantId(UuidV7.next()), new TenantSlug(slug), name, plan.wire());
    }

    Future<Registered> register(Actor by, RegisterTenant wanted) {
        return register(
                by,
                draft(wanted.tenantSlug(), wanted.tenantName()),
                new Newcomer(wanted.adminUsername(), wanted.adminEmail(), "admin_password", wanted.adminPassword()));
    }

    /** For somebody who is a member of another tenant, by the name they have there. */
    Future<Registered> found(Actor by, TenantContext at, PersonId person, FoundTenant wanted) {
        var draft = draft(wanted.tenantSlug(), wanted.tenantName());
        return members.find(at, person)
                .map(member -> member.orElseThrow(() -> new AppException(ErrorCode.UNAUTHENTICATED)))
                .compose(known -> write(
                        by,
                        draft,
                        sql -> members.insert(
                                sql, draft.context(), person, known.username(), known.email(), Role.OWNER)));
    }

    /** The operators' own tenant, with the first of them. */
    Future<Registered> registerOperators(Actor by, Newcomer first) {
        return register(
                by,
                tenants.draft(
                        new TenantId(UuidV7.next()),
                        TenantSlug.OPERATOR,
                        "Operators",
                        TenancyConfig.Plan.ENTERPRISE.wire()),
                first);
    }

    /** One more owner of a tenant. */
    Future<Void> addOwner(Actor by, TenantContext tenant, Newcomer newcomer) {
        return hash(tenant, newcomer)
                .compose(hash -> database.of(tenant)
                        .transaction(sql -> addOwner(sql, tenant, newcomer, hash)
                                .compose(owner -> trail.write(
                                        sql,
                                        tenant,
                                        by,
                                        Happening.of(
                                                        "member.added",
                                                        owner.person().value())
                                                .with("username", owner.username())
                                                .with("role", Role.OWNER.wire())))));
    }

    private Future<Registered> register(Actor by, Tenant draft, Newcomer newcomer) {
        return hash(draft.context(), newcomer)
                .compose(hash -> write(by, draft, sql -> addOwner(sql, draft.context(), newcomer, hash)));
    }

    private Future<Registered> write(Actor by, Tenant draft, Function<Sql, Future<Member>> owning) {
        return database.of(draft.context())
                .transaction(sql -> tenants.insert(sql, draft)
                        .compose(tenant -> owning.apply(sql)
                                .compose(owner -> clients.addBuiltIn(sql)
                                        .compose(added -> tell(sql, by, tenant, owner))
                                        .map(new Registered(tenant, owner)))))
                .onSuccess(done -> tenants.forget(draft.slug()));
    }

    private Future<Member> addOwner(Sql sql, TenantContext tenant, Newcomer newcomer, String passwordHash) {
        return people.insert(sql, passwordHash)
                .compose(person -> members.insert(sql, tenant, person, newcomer.username, newcomer.email, Role.OWNER));
    }

    private Future<String> hash(TenantContext tenant, Newcomer newcomer) {
        return people.hashNew(
                newcomer.passwordField,
                newcomer.password,
                newcomer.username,
                newcomer.email,
                tenant.slug().value());
    }

    private Future<Void> tell(Sql sql, Actor by, Tenant tenant, Member owner) {
        return trail.write(
                sql,
                tenant.context(),
                by,
                Happening.of("tenant.registered", tenant.id())
                        .with("slug", tenant.slug().value())
                        .with("name", tenant.name())
                        .with("plan", tenant.plan())
                        .with("owner", owner.person().value())
                        .with("username", owner.username()));
    }
}
