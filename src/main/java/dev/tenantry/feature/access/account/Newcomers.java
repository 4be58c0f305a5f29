package dev.tenantry.feature.access.account;

import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Optional;

/** Whether strangers may make themselves members of a tenant; what the tenant has decided. */
@FunctionalInterface
public interface Newcomers {

    /** What they become; empty when a tenant is joined by invitation alone. */
    Future<Optional<Role>> role(TenantContext tenant);
}
