package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.People;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.revocation.Revoked;
import dev.tenantry.platform.revocation.Revoking;
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
    private final People people;
    private final MemberRepository rows = new MemberRepository();

    public MemberService(ControlDatabase database, RevocationFeed feed, People people) {
        this.people = people;
        this.database = database;
        this.feed = feed;
    }

    /** From the newest person on, those whose ids sort before the given one. */
    Future<List<Member>> page(TenantContext tenant, UUID before, int most) {
        return rows.page(database.of(tenant), before, most);
    }

    /** Tokens and sessions stay, and allow what the new role does. */
    Future<Member> changeRole(TenantContext tenant, Principal by, PersonId person, Role role) {
        return feed.revoking(
                tenant,
                revoking -> decided(revoking, by, person, role)
                        .compose(member -> rows.setRole(revoking.sql(), person, role)
                                .compose(done -> revoking.tell(Revoked.Kind.MEMBER, person.value()))
                                .map(done -> new Member(
                                        person, member.username(), member.email(), role, member.standing()))));
    }

    /** What they had in the tenant ends with the membership: sessions, codes and tokens. */
    Future<Void> remove(TenantContext tenant, Principal by, PersonId person) {
        return feed.revoking(
                tenant,
                revoking -> decided(revoking, by, person, Role.VIEWER)
                        .compose(member -> rows.delete(revoking.sql(), person))
                        .compose(deleted -> people.removeIfAlone(revoking.sql(), person))
                        .compose(done -> revoking.tell(Revoked.Kind.MEMBER, person.value())));
    }

    /** Who it is about, when they may become that. The rows it depends on are locked: nobody decides otherwise meanwhile. */
    private Future<Member> decided(Revoking revoking, Principal by, PersonId person, Role wanted) {
        return rows.lock(revoking.sql(), List.of(person.value(), by.id())).map(locked -> {
            var member = find(locked, person.value()).orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND));
            var role = by.kind() == Principal.Kind.SERVICE
                    ? by.role()
                    : find(locked, by.id())
                            .map(Member::role)
                            .orElseThrow(() -> new AppException(ErrorCode.PERMISSION_DENIED));
            var highest = member.role().atLeast(wanted) ? member.role() : wanted;
            if (!role.atLeast(Role.ADMIN) || !role.atLeast(highest)) {
                throw new AppException(ErrorCode.PERMISSION_DENIED, "That is above your own role");
            }
            if (member.role() == Role.OWNER && wanted != Role.OWNER && owners(locked) == 1) {
                throw new AppException(ErrorCode.CONFLICT, "A tenant needs an owner: make somebody else one first");
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
        return locked.stream().filter(member -> member.role() == Role.OWNER).count();
    }
}
