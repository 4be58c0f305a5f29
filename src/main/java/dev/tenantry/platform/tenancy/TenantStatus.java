package dev.tenantry.platform.tenancy;

/** Whether a tenant's people may come in. */
public enum TenantStatus {
    ACTIVE,
    SUSPENDED;

    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
