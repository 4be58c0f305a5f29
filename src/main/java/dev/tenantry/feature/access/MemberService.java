package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.People;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.revocation.Revoked;
import dev.tenantry.platform.revocation.Revoking;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.security.Authority;
import dev.tenantry.platform.security.Permissions;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Changing and removing members. Nobody decides over somebody above them or gives a role above their own, and a tenant always
 * has an owner. It takes effect on every node within a second.
 */
public final class MemberService {
    private final ControlDatabase database;
    private final RevocationFeed feed;
    private final Trail trail;
    private final Permissions permissions;
    private final People people;
    private final Members members;
    private final MemberRepository rows = new MemberRepository();

    public MemberService(
            ControlDatabase database,
            RevocationFeed feed,
            Trail trail,
            Permissions permissions,
            People people,
            Members members) {
        this.members = members;
        this.trail = trail;
        this.permissions = permissions;
        this.people = people;
        this.database = database;
        this.feed = feed;
    }

    /** From the newest person on, those whose ids sort before the given one. */
    Future<List<Member>> page(TenantContext tenant, UUID before, int most) {
        return rows.page(database.of(tenant), before, most);
    }

    /** Tokens and sessions stay, and allow what the new role does. */
    Future<Member> changeRole(TenantContext tenant, Actor by, PersonId person, Role role) {
        return feed.revoking(
                tenant,
                revoking -> decided(revoking, by, person, Authority.of(role))
                        .compose(member -> rows.setRole(revoking.sql(), person, role)
                                .compose(done -> revoking.tell(Revoked.Kind.MEMBER, person.value()))
                                .compose(done -> trail.write(
                                        revoking.sql(),
                                        tenant,
                                        by,
                                        Happening.of("member.role_changed", person.value())
                                                .with("role", role.wire())
                                                .with(
                                                        "role_before",
                                                        member.authority().name())))
                                .map(done -> new Member(
                                        person,
                                        member.username(),
                                        member.email(),
                                        Authority.of(role),
                                        member.standing()))));
    }

    /** What they had in the tenant ends with the membership: sessions, codes and tokens. */
    Future<Void> remove(TenantContext tenant, Actor by, PersonId person) {
        return feed.revoking(
                tenant,
                revoking -> decided(revoking, by, person, Authority.of(Role.VIEWER))
                        .compose(member -> members.delete(revoking.sql(), tenant, person)
                                .compose(deleted -> trail.write(
                                        revoking.sql(),
                                        tenant,
                                        by,
                                        Happening.of("member.removed", person.value())
                                                .with("username", member.username()))))
                        .compose(told -> people.removeIfAlone(revoking.sql(), person))
                        .compose(done -> revoking.tell(Revoked.Kind.MEMBER, person.value())));
    }

    /** Who it is about, when they may become that. The rows it depends on are locked: nobody decides otherwise meanwhile. */
    private Future<Member> decided(Revoking revoking, Actor by, PersonId person, Authority wanted) {
        var principal = by.principal().orElseThrow();
        return rows.lock(revoking.sql(), List.of(person.value(), principal.id()))
                .map(locked -> {
                    var member = find(locked, person.value()).orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND));
                    var authority = principal.kind() == Principal.Kind.SERVICE
                            ? principal.authority()
                            : find(locked, principal.id())
                                    .map(Member::authority)
                                    .orElseThrow(() -> new AppException(ErrorCode.PERMISSION_DENIED));
                    if (!authority.holds(MemberRoutes.MANAGE)
                            || !permissions.covers(authority, member.authority())
                            || !permissions.covers(authority, wanted)) {
                        throw new AppException(ErrorCode.PERMISSION_DENIED, "That is above your own role");
                    }
                    if (member.authority().is(Role.OWNER) && !wanted.is(Role.OWNER) && owners(locked) == 1) {
                        throw new AppException(
                                ErrorCode.CONFLICT, "A tenant needs an owner: make somebody else one first");
                    }
                    return member;
                });
    }

    private static Optional<Member> find(List<Member> locked, UUID person) {
        return locked.stream()
                .filter(member -> member.person().value().equals(person))
                .findFirst();
    }

    private static long owners(List<Member> locked) {
        return locked.stream()
                .filter(member -> member.authority().is(Role.OWNER))
                .count();
    }
}
