package dev.tenantry.feature.access.role;

import dev.tenantry.feature.access.Decisions;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.feature.TenantCall;
import dev.tenantry.platform.http.Precondition;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.revocation.Revoked;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Permissions;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * The roles of a tenant. Nobody puts a permission into a role, changes or deletes a role, that holds more than they do. What a
 * role allows is so on every node within a second.
 */
public final class RoleService {
    static final Permission READ = Permission.read("role.read", Role.USER);
    static final Permission MANAGE = Permission.admin("role.manage", Role.ADMIN);
    private static final int MOST = 200;
    private final Decisions decisions;
    private final RevocationFeed feed;
    private final Permissions permissions;
    private final RoleRepository rows = new RoleRepository();

    public RoleService(Decisions decisions, RevocationFeed feed, Permissions permissions) {
        this.decisions = decisions;
        this.feed = feed;
        this.permissions = permissions;
    }

    /** A role, before and after a change. */
    record Changed(OwnRole before, OwnRole after) {}

    /** What roles of the tenant are made of. */
    List<Permission> catalogue(TenantContext tenant) {
        return permissions.of(tenant);
    }

    Future<List<OwnRole>> page(Sql sql, Page.Wanted wanted) {
        return rows.page(sql, wanted);
    }

    Future<OwnRole> one(Sql sql, UUID id) {
        return rows.byId(sql, id).map(found -> found.orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND)));
    }

    Future<OwnRole> create(Sql sql, TenantContext tenant, Principal by, RoleInput input) {
        checkKnown(tenant, input);
        return decisions.begin(sql, tenant, by, MANAGE).compose(decider -> {
            decider.mustCover(input.authority());
            return rows.count(sql).compose(count -> {
                if (count >= MOST) {
                    throw new AppException(ErrorCode.CONFLICT, "A tenant has at most " + MOST + " roles of its own");
                }
                return rows.insert(sql, UuidV7.next(), input);
            });
        });
    }

    Future<Changed> change(TenantCall<RoleInput> call) {
        var sql = call.sql();
        var tenant = call.tenant();
        var id = call.id("id");
        var input = call.body();
        checkKnown(tenant, input);
        return decisions
                .begin(sql, tenant, call.principal(), MANAGE)
                .compose(decider -> one(sql, id).compose(before -> {
                    decider.mustCover(before.authority());
                    decider.mustCover(input.authority());
                    return rows.update(sql, id, call.ifMatch(), input)
                            .compose(changed -> call.ifMatch().met(changed, () -> rows.byId(sql, id)))
                            .compose(after -> feed.tell(sql, tenant, Revoked.Kind.ROLE, id)
                                    .map(told -> new Changed(before, after)));
                }));
    }

    /** Only one that nobody has. */
    Future<OwnRole> delete(Sql sql, TenantContext tenant, Principal by, UUID id, Precondition condition) {
        return decisions
                .begin(sql, tenant, by, MANAGE)
                .compose(decider -> one(sql, id).compose(role -> {
                    decider.mustCover(role.authority());
                    return rows.members(sql, id).compose(members -> {
                        // Of another version than was meant, who has it is not what is wrong.
                        if (members > 0 && condition.admits(role.version())) {
                            throw new AppException(
                                    ErrorCode.CONFLICT,
                                    "It is the role of " + members + (members == 1 ? " member" : " members")
                                            + ": give them another one first");
                        }
                        return rows.delete(sql, id, condition)
                                .compose(deleted -> condition.met(deleted, () -> rows.byId(sql, id)));
                    });
                }));
    }

    private void checkKnown(TenantContext tenant, RoleInput input) {
        var problems = new Problems();
        for (var name : input.permissions()) {
            if (catalogue(tenant).stream().noneMatch(known -> known.name().equals(name))) {
                problems.add("permissions", "holds one that there is not: " + name);
            }
        }
        problems.orThrow();
    }
}
