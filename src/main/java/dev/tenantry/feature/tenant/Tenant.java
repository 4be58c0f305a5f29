package dev.tenantry.feature.tenant;

import dev.tenantry.platform.tenancy.Placement;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.platform.tenancy.TenantStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * A customer of the application: its own people, clients and data, apart from every other's.
 *
 * @param deletedAt from then on it is none to anybody but operators
 * @param purging whether its rows are being taken away for good
 */
public record Tenant(
        TenantId id,
        TenantSlug slug,
        String name,
        TenantStatus status,
        String plan,
        Instant createdAt,
        Optional<Instant> deletedAt,
        boolean purging) {

    private static final Placement PLACEMENT = new Placement.SharedTables();

    /** What work for this tenant is done with. */
    public TenantContext context() {
        return new TenantContext(id, slug, status, PLACEMENT, plan);
    }

    /** In one word: {@code active}, {@code suspended}, {@code deleted} or {@code purging}. */
    public String state() {
        return purging ? "purging" : deletedAt.isPresent() ? "deleted" : status.wire();
    }
}
