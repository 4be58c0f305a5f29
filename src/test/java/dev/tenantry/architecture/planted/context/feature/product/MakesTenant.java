package dev.tenantry.architecture.planted.context.feature.product;

import dev.tenantry.architecture.planted.context.platform.tenancy.TenantContext;

final class MakesTenant {
    TenantContext another() {
        return new TenantContext("another");
    }
}
