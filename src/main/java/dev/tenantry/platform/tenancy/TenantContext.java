package dev.tenantry.platform.tenancy;

/**
 * The tenant a piece of work is done for. It is handed down as an argument, never looked up from the surroundings; only
 * feature.tenant makes one, from a row it has read or is about to write.
 *
 * @param plan what its limits come from
 */
public record TenantContext(TenantId id, TenantSlug slug, TenantStatus status, Placement placement, String plan) {}
