package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Role;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The members of a tenant, for its owners and admins. */
public final class MemberRoutes {
    static final Permission MANAGE = Permission.admin("member.manage", Role.ADMIN);
    private static final Pattern ROLE =
            Pattern.compile(Arrays.stream(Role.values()).map(Role::wire).collect(Collectors.joining("|")));
    private final MemberService members;

    public MemberRoutes(MemberService members) {
        this.members = members;
    }

    public void contribute(Contribution to) {
        var access = new Access.RequirePermission(MANAGE, true);
        to.route(new Route<>(HttpMethod.GET, "/tenants/users", access, RequestBody.NONE, this::list));
        to.route(new Route<>(
                HttpMethod.PATCH, "/tenants/users/{id}", access, RequestBody.json(NewRole.class), this::changeRole));
        to.route(new Route<>(HttpMethod.DELETE, "/tenants/users/{id}", access, RequestBody.NONE, this::remove));
    }

    private Future<Reply> list(Call<Nothing> call) {
        var wanted = call.page();
        return members.page(call.tenant(), wanted.before(), wanted.fetch())
                .map(rows -> rows.stream().map(User::of).toList())
                .map(rows -> Reply.ok(Page.of(rows, wanted, User::id)));
    }

    private Future<Reply> changeRole(Call<NewRole> call) {
        return members.changeRole(
                        call.tenant(),
                        call.actor(),
                        new PersonId(call.id("id")),
                        Role.ofWire(call.body().role()))
                .map(changed -> Reply.ok(User.of(changed)));
    }

    private Future<Reply> remove(Call<Nothing> call) {
        return members.remove(call.tenant(), call.actor(), new PersonId(call.id("id")))
                .map(removed -> Reply.done());
    }

    record NewRole(String role) {
        NewRole {
            new Problems()
                    .match("role", role, ROLE, "must be owner, admin, user or viewer")
                    .orThrow();
        }
    }

    record User(UUID id, String username, String email, String role) {
        static User of(Member member) {
            return new User(
                    member.person().value(),
                    member.username(),
                    member.email(),
                    member.authority().name());
        }
    }
}
