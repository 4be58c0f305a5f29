package dev.tenantry.feature.access.invitation;

import dev.tenantry.feature.access.Member;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.People;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantLookup;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.platform.tenancy.TenantStatus;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Accepting an invitation: as somebody new, or as somebody who is signed in to another tenant. */
public final class Admission {
    private final ControlDatabase database;
    private final TenantLookup tenants;
    private final Invitations invitations;
    private final People people;
    private final Members members;
    private final Trail trail;

    public Admission(
            ControlDatabase database,
            TenantLookup tenants,
            Invitations invitations,
            People people,
            Members members,
            Trail trail) {
        this.database = database;
        this.tenants = tenants;
        this.invitations = invitations;
        this.people = people;
        this.members = members;
        this.trail = trail;
    }

    /** What a token is good for; fails with {@code NOT_FOUND} when for nothing. Changes nothing. */
    Future<Invitations.Look> look(TenantContext tenant, String token) {
        return database.of(tenant).transaction(sql -> invitations.look(sql, token));
    }

    /** A new person, who becomes a member. */
    Future<Member> asNewcomer(TenantContext tenant, Actor by, String token, String username, String password) {
        // Nothing is hashed for a token that is none.
        return look(tenant, token)
                .compose(look -> people.hashNew(
                        "password",
                        password,
                        username,
                        look.invitation().email(),
                        tenant.slug().value()))
                .compose(hash -> accept(tenant, by, token, username, sql -> people.insert(sql, hash)));
    }

    /**
     * A person who has shown in another tenant who they are becomes a member of the inviting one as well.
     *
     * @param slug of the inviting tenant; one that is not there looks as a token that is worth nothing
     */
    Future<Joined> asMemberElsewhere(String slug, Actor by, PersonId person, String token, String username) {
        return inviting(slug)
                .compose(tenant -> accept(tenant, by, token, username, sql -> notYet(sql, person))
                        .map(member -> new Joined(tenant, member)));
    }

    /** The tenant that somebody has joined, and what they are there. */
    record Joined(TenantContext tenant, Member member) {}

    private Future<TenantContext> inviting(String slug) {
        return TenantSlug.parse(slug)
                .map(tenants::bySlug)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(found -> found.filter(tenant -> tenant.status() == TenantStatus.ACTIVE)
                        .orElseThrow(Invitations::worthless));
    }

    private Future<PersonId> notYet(Sql sql, PersonId person) {
        return members.hold(sql, person).map(member -> {
            if (member.isPresent()) {
                throw new AppException(ErrorCode.CONFLICT, "You are a member of that tenant already");
            }
            return person;
        });
    }

    private Future<Member> accept(
            TenantContext tenant, Actor by, String token, String username, Function<Sql, Future<PersonId>> who) {
        return database.of(tenant)
                .transaction(sql -> members.lock(sql, tenant)
                        .compose(locked -> invitations.accept(sql, token))
                        .compose(look -> who.apply(sql)
                                .compose(person -> members.insert(
                                        sql,
                                        tenant,
                                        person,
                                        username,
                                        look.invitation().email(),
                                        look.role()))
                                .compose(member -> trail.write(
                                                sql,
                                                tenant,
                                                by.as(member.asking(Set.of())),
                                                Happening.of(
                                                                "invitation.accepted",
                                                                look.invitation()
                                                                        .id())
                                                        .with(
                                                                "member",
                                                                member.person().value())
                                                        .with("username", username)
                                                        .with(
                                                                "role",
                                                                look.role().name()))
                                        .map(member))));
    }
}
