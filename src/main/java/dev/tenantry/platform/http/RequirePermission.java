package dev.tenantry.platform.http;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Principal;

/** Lets through whose role and whose token both allow what the route is declared with. */
final class RequirePermission {

    private RequirePermission() {}

    static Principal check(Access access, Principal principal) {
        if (access instanceof Access.Permitted needs) {
            check(needs.permission(), principal);
        } else if (access instanceof Access.PermittedInBrowser needs) {
            check(needs.permission(), principal);
        }
        return principal;
    }

    private static void check(Permission permission, Principal principal) {
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
