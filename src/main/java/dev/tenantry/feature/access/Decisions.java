package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.security.Authority;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Permissions;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;

/**
 * Deciding who may do what in a tenant. There is one decision at a time, so that what the next one is based on is there: who
 * has been demoted a moment ago decides nothing any more, and of two owners who demote each other one stays.
 */
public final class Decisions {
    private final Permissions permissions;
    private final MemberRepository rows = new MemberRepository();

    public Decisions(Permissions permissions) {
        this.permissions = permissions;
    }

    /** Somebody who decides, by what they hold while the transaction lasts. */
    public final class Decider {
        private final Authority authority;

        private Decider(Authority authority) {
            this.authority = authority;
        }

        /** Fails with {@code PERMISSION_DENIED} when that is more than they hold themselves: it is not theirs to give or take. */
        public void mustCover(Authority other) {
            if (!permissions.covers(authority, other)) {
                throw new AppException(ErrorCode.PERMISSION_DENIED, "That is above your own role");
            }
        }
    }

    /**
     * Waits for everybody who is deciding in the tenant, and makes the others wait until the caller's transaction has ended.
     * Fails with {@code PERMISSION_DENIED} for somebody who does not hold the permission any more.
     *
     * @param sql a transaction of the control line in which nothing has been read yet that the decision is based on
     */
    public Future<Decider> begin(Sql sql, TenantContext tenant, Principal by, Permission needed) {
        return rows.lock(sql, tenant).compose(locked -> authority(sql, by)).map(authority -> {
            if (!authority.holds(needed)) {
                throw new AppException(ErrorCode.PERMISSION_DENIED, "Your role does not allow " + needed.name());
            }
            return new Decider(authority);
        });
    }

    /** Of a service it is in its token; of a person in the membership, which may have changed since the request came in. */
    private Future<Authority> authority(Sql sql, Principal by) {
        return by.kind() == Principal.Kind.SERVICE
                ? Future.succeededFuture(by.authority())
                : rows.byPerson(sql, new PersonId(by.id()))
                        .map(member -> member.map(Member::authority)
                                .orElseThrow(() -> new AppException(ErrorCode.PERMISSION_DENIED)));
    }
}
