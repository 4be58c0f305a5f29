package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.People;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.ErrorDetail;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.revocation.Revoked;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.List;

/**
 * Changing and removing members. Nobody decides over somebody who holds more than they do, or gives a role that does, and a
 * tenant always has an owner. It takes effect on every node within a second.
 */
public final class MemberService {
    private final Decisions decisions;
    private final RevocationFeed feed;
    private final Members members;
    private final People people;
    private final MemberRepository rows = new MemberRepository();

    public MemberService(Decisions decisions, RevocationFeed feed, Members members, People people) {
        this.decisions = decisions;
        this.feed = feed;
        this.members = members;
        this.people = people;
    }

    /** A member, before and after a change of the role. */
    record Changed(Member before, Member after) {}

    /**
     * From the newest person on.
     *
     * @param role the only one wanted; empty for all
     * @param text a part of the username or the address; empty for all
     */
    Future<List<Member>> page(Sql sql, Page.Wanted wanted, String role, String text) {
        return rows.page(sql, wanted.before(), wanted.fetch(), role, text);
    }

    Future<Member> one(Sql sql, PersonId person) {
        return rows.byPerson(sql, person).map(found -> found.orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND)));
    }

    /** Tokens, sessions and keys stay, and allow what the new role does. */
    Future<Changed> changeRole(Sql sql, TenantContext tenant, Principal by, PersonId person, String role) {
        return decisions
                .begin(sql, tenant, by, MemberRoutes.MANAGE)
                .compose(decider -> one(sql, person)
                        .compose(member -> named(sql, role)
                                .compose(wanted -> {
                                    decider.mustCover(member.authority());
                                    decider.mustCover(wanted.authority());
                                    return wanted.authority().is(Role.OWNER)
                                            ? Future.succeededFuture(wanted)
                                            : another(sql, member).map(wanted);
                                })
                                .compose(wanted -> rows.setRole(sql, person, wanted)
                                        .compose(done -> feed.tell(sql, tenant, Revoked.Kind.MEMBER, person.value()))
                                        .map(told -> new Changed(member, member.with(wanted))))));
    }

    /** What they had in the tenant ends with the membership: sessions, codes, tokens and keys. */
    Future<Member> remove(Sql sql, TenantContext tenant, Principal by, PersonId person) {
        return decisions
                .begin(sql, tenant, by, MemberRoutes.MANAGE)
                .compose(decider -> one(sql, person).compose(member -> {
                    decider.mustCover(member.authority());
                    return end(sql, tenant, member);
                }));
    }

    /** The same, of somebody's own accord. */
    Future<Member> leave(Sql sql, TenantContext tenant, Principal who) {
        if (who.kind() != Principal.Kind.PERSON) {
            throw new AppException(ErrorCode.PERMISSION_DENIED, "A service is no member");
        }
        return decisions
                .begin(sql, tenant, who, MemberRoutes.LEAVE)
                .compose(decider -> one(sql, new PersonId(who.id())))
                .compose(member -> end(sql, tenant, member));
    }

    private Future<Member> end(Sql sql, TenantContext tenant, Member member) {
        var person = member.person();
        return another(sql, member)
                .compose(there -> rows.delete(sql, person))
                .compose(deleted -> people.removeIfAlone(sql, person))
                .compose(done -> feed.tell(sql, tenant, Revoked.Kind.MEMBER, person.value()))
                .map(member);
    }

    private Future<MemberRole> named(Sql sql, String role) {
        return members.role(sql, role)
                .map(found -> found.orElseThrow(() -> new AppException(
                        ErrorCode.INVALID_INPUT,
                        ErrorCode.INVALID_INPUT.text(),
                        List.of(new ErrorDetail(
                                "role", "must be owner, admin, user, viewer or a role of the tenant")))));
    }

    /** Succeeds when the tenant has an owner without this member too. */
    private Future<Void> another(Sql sql, Member member) {
        return !member.authority().is(Role.OWNER)
                ? Future.succeededFuture()
                : rows.owners(sql)
                        .compose(owners -> owners > 1
                                ? Future.succeededFuture()
                                : Future.failedFuture(new AppException(
                                        ErrorCode.CONFLICT, "A tenant needs an owner: make somebody else one first")));
    }
}
