package dev.tenantry.feature.store;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.feature.TenantCall;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Role;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The way into a store: whoever manages stores gets into all of them, anybody else into those they are assigned to. */
final class Stores {
    static final Permission MANAGE = Permission.admin("store.manage", Role.ADMIN);
    private final StoreRepository rows = new StoreRepository();

    /** The stores that the caller gets into. */
    Future<List<Store>> page(TenantCall<?> call, Page.Wanted wanted) {
        return rows.page(call.sql(), onlyOf(call.principal()), wanted);
    }

    /** The store of the path's {@code {id}}; fails with {@code NOT_FOUND} when the caller does not get into it. */
    Future<Store> entered(TenantCall<?> call) {
        return rows.byId(call.sql(), onlyOf(call.principal()), call.id("id"))
                .map(found -> found.orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND)));
    }

    /** A token without the scope to manage does not see more than its person is assigned to. */
    private static @Nullable UUID onlyOf(Principal principal) {
        return principal.holds(MANAGE) && principal.scopedFor(MANAGE) ? null : principal.id();
    }
}
