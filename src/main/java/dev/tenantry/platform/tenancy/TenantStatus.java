package dev.tenantry.platform.tenancy;

import java.util.Locale;

/** Whether a tenant's people may come in. */
public enum TenantStatus {
    ACTIVE,
    SUSPENDED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
