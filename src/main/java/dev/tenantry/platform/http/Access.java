package dev.tenantry.platform.http;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantSlug;

/** Who may use a route; declared where the route is. */
public sealed interface Access {

    /** Anybody; the route belongs to no tenant. */
    record Everyone() implements Access {}

    /** Anybody, of one tenant: the request has to name it. */
    record Visitor() implements Access {}

    /** Whoever shows a live token of the tenant. */
    record SignedIn() implements Access {}

    /**
     * Whoever's role and token both allow it.
     *
     * @param inBrowser whether a session cookie counts as well, as a token with every scope
     * @param operatorsOnly whether it is for the people of the tenant {@code operator} alone
     */
    record RequirePermission(Permission permission, boolean inBrowser, boolean operatorsOnly) implements Access {

        public RequirePermission(Permission permission) {
            this(permission, false);
        }

        public RequirePermission(Permission permission, boolean inBrowser) {
            this(permission, inBrowser, false);
        }

        /** For those who look after all tenants, by token or session. */
        public static RequirePermission ofOperators(Permission permission) {
            return new RequirePermission(permission, true, true);
        }

        private void check(TenantContext tenant, Principal principal) {
            if (operatorsOnly && !tenant.slug().equals(TenantSlug.OPERATOR)) {
                throw new AppException(ErrorCode.PERMISSION_DENIED, "This is for operators");
            }
            if (!principal.scopedFor(permission)) {
                throw new AppException(
                        ErrorCode.INSUFFICIENT_SCOPE,
                        "This needs the scope " + permission.scope().wire());
            }
            if (!principal.holds(permission)) {
                throw new AppException(ErrorCode.PERMISSION_DENIED, "Your role does not allow " + permission.name());
            }
        }
    }

    default boolean needsTenant() {
        return !(this instanceof Everyone);
    }

    default boolean needsPrincipal() {
        return needsTenant() && !(this instanceof Visitor);
    }

    default boolean takesSession() {
        return this instanceof RequirePermission needs && needs.inBrowser();
    }

    /** Lets the principal through or throws {@code INSUFFICIENT_SCOPE} or {@code PERMISSION_DENIED}. */
    default Principal checked(TenantContext tenant, Principal principal) {
        if (this instanceof RequirePermission needs) {
            needs.check(tenant, principal);
        }
        return principal;
    }
}
