package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.TenantCall;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.ControlDatabase;
import io.vertx.core.Future;
import java.util.UUID;

/** The members of a tenant, for whoever manages them, and leaving it, which is everybody's own affair. */
public final class MemberRoutes {
    static final Permission MANAGE = Permission.admin("member.manage", Role.ADMIN);

    /** The scope is not one that an application gets lightly: it ends everything the person has in the tenant. */
    static final Permission LEAVE = Permission.own("member.leave", Scope.ADMIN);

    private static final String MEMBERS = "/tenants/users";
    private static final String MEMBER = MEMBERS + "/{id}";
    private static final int LONGEST_SEARCH = 200;
    private final ControlDatabase control;
    private final MemberService members;

    public MemberRoutes(ControlDatabase control, MemberService members) {
        this.control = control;
        this.members = members;
    }

    public void contribute(Contribution contribution) {
        var to = contribution.through(control::of).inBrowser();
        to.get(MEMBERS, MANAGE, Answer.page(User.class, "The members of the tenant, newest first"), this::list);
        to.get(MEMBER, MANAGE, Answer.one(User.class, "One member"), this::get);
        to.patch(
                MEMBER, MANAGE, NewRole.class, Answer.one(User.class, "Gives a member another role"), this::changeRole);
        to.delete(MEMBER, MANAGE, Answer.done("Removes a member, with all they have in the tenant"), this::remove);
        to.delete("/api/v1/me/membership", LEAVE, Answer.done("Leaves the tenant"), this::leave);
    }

    private Future<Reply> list(TenantCall<Nothing> call) {
        var role = call.query("role").orElse("");
        var text = call.query("q").orElse("");
        new Problems()
                .optionalText("role", role, 0, LONGEST_SEARCH)
                .optionalText("q", text, 0, LONGEST_SEARCH)
                .orThrow();
        var wanted = call.page();
        return members.page(call.sql(), wanted, role, text)
                .map(rows -> rows.stream().map(User::of).toList())
                .map(rows -> Reply.ok(Page.of(rows, wanted, User::id)));
    }

    private Future<Reply> get(TenantCall<Nothing> call) {
        return members.one(call.sql(), new PersonId(call.id("id"))).map(member -> Reply.ok(User.of(member)));
    }

    private Future<Reply> changeRole(TenantCall<NewRole> call) {
        var person = new PersonId(call.id("id"));
        return members.changeRole(
                        call.sql(),
                        call.tenant(),
                        call.principal(),
                        person,
                        call.body().role())
                .map(changed -> {
                    call.happened(Happening.of("member.role_changed", person.value())
                            .with("role", changed.after().role().name())
                            .with("role_before", changed.before().role().name()));
                    return Reply.ok(User.of(changed.after()));
                });
    }

    private Future<Reply> remove(TenantCall<Nothing> call) {
        return members.remove(call.sql(), call.tenant(), call.principal(), new PersonId(call.id("id")))
                .map(member -> gone(call, "member.removed", member));
    }

    private Future<Reply> leave(TenantCall<Nothing> call) {
        return members.leave(call.sql(), call.tenant(), call.principal())
                .map(member -> gone(call, "member.left", member));
    }

    private static Reply gone(TenantCall<?> call, String action, Member member) {
        call.happened(Happening.of(action, member.person().value()).with("username", member.username()));
        return Reply.done();
    }

    record NewRole(String role) {
        NewRole {
            new Problems().text("role", role, 1, 200).orThrow();
        }
    }

    record User(UUID id, String username, String email, String role) {
        static User of(Member member) {
            return new User(
                    member.person().value(),
                    member.username(),
                    member.email(),
                    member.role().name());
        }
    }
}
