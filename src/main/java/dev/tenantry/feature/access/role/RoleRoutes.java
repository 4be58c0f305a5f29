package dev.tenantry.feature.access.role;

import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.TenantCall;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.sql.ControlDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;

/** The roles a tenant makes, and the permissions there are to make them of. */
public final class RoleRoutes {
    private static final String ROLES = "/api/v1/roles";
    private static final String ROLE = ROLES + "/{id}";
    private final ControlDatabase control;
    private final RoleService roles;

    public RoleRoutes(ControlDatabase control, RoleService roles) {
        this.control = control;
        this.roles = roles;
    }

    public void contribute(Contribution contribution) {
        var to = contribution.through(control::of).inBrowser();
        to.get(
                "/api/v1/permissions",
                RoleService.READ,
                Answer.page(Listed.class, "Every permission there is, by name, in one page"),
                this::catalogue);
        to.get(ROLES, RoleService.READ, Answer.page(OwnRole.class, "The tenant's own roles, newest first"), this::list);
        to.post(
                ROLES,
                RoleService.MANAGE,
                RoleInput.class,
                Answer.created(OwnRole.class, "A new role, made of permissions").versioned(),
                this::create);
        to.get(
                ROLE,
                RoleService.READ,
                Answer.one(OwnRole.class, "One of the tenant's own roles").versioned(),
                this::get);
        to.put(
                ROLE,
                RoleService.MANAGE,
                RoleInput.class,
                Answer.one(OwnRole.class, "Replaces what a role is, for everybody who has it")
                        .versioned(),
                this::change);
        to.delete(
                ROLE,
                RoleService.MANAGE,
                Answer.done("Deletes a role that nobody has").versioned(),
                this::delete);
    }

    private Future<Reply> catalogue(TenantCall<Nothing> call) {
        var all = roles.catalogue(call.tenant()).stream().map(Listed::of).toList();
        return Future.succeededFuture(Reply.ok(new Page<>(all, null)));
    }

    private Future<Reply> list(TenantCall<Nothing> call) {
        return roles.page(call.sql(), call.page()).map(rows -> Reply.ok(Page.of(rows, call.page(), OwnRole::id)));
    }

    private Future<Reply> get(TenantCall<Nothing> call) {
        return roles.one(call.sql(), call.id("id")).map(RoleRoutes::shown);
    }

    private Future<Reply> create(TenantCall<RoleInput> call) {
        return roles.create(call.sql(), call.tenant(), call.principal(), call.body())
                .map(role -> {
                    call.happened(Happening.of("role.created", role.id())
                            .with("name", role.name())
                            .with("permissions", new JsonArray(role.permissions())));
                    return Reply.created(role)
                            .with("Location", ROLES + "/" + role.id())
                            .versioned(role.version());
                });
    }

    private Future<Reply> change(TenantCall<RoleInput> call) {
        return roles.change(call).map(changed -> {
            call.happened(Happening.of("role.changed", changed.after().id())
                    .with("name", changed.after().name())
                    .with("permissions", new JsonArray(changed.after().permissions()))
                    .with("name_before", changed.before().name())
                    .with("permissions_before", new JsonArray(changed.before().permissions())));
            return shown(changed.after());
        });
    }

    private Future<Reply> delete(TenantCall<Nothing> call) {
        return roles.delete(call.sql(), call.tenant(), call.principal(), call.id("id"), call.ifMatch())
                .map(role -> {
                    call.happened(Happening.of("role.deleted", role.id()).with("name", role.name()));
                    return Reply.done();
                });
    }

    private static Reply shown(OwnRole role) {
        return Reply.ok(role).versioned(role.version());
    }

    /**
     * A permission, as a role may hold it.
     *
     * @param leastRole the least built-in role that has it
     * @param ofEveryMember whether every member has it, whatever their role
     */
    record Listed(String name, String scope, String leastRole, boolean ofEveryMember) {
        static Listed of(Permission permission) {
            return new Listed(
                    permission.name(),
                    permission.scope().wire(),
                    permission.least().wire(),
                    permission.ofEveryMember());
        }
    }
}
