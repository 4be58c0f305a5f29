package dev.tenantry.feature.tenant;

import dev.tenantry.platform.tenancy.Placement;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.platform.tenancy.TenantStatus;
import java.time.Instant;

/** A customer of the application: its own people, clients and data, apart from every other's. */
public record Tenant(TenantId id, TenantSlug slug, String name, TenantStatus status, String plan, Instant createdAt) {

    /** What work for this tenant is done with. */
    public TenantContext context() {
        return new TenantContext(id, slug, status, new Placement.SharedTables(), plan);
    }
}
