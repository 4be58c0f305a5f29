package dev.tenantry.platform.tenancy;

import java.util.UUID;

/** Which tenant a row, a token or a request belongs to. */
public record TenantId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
