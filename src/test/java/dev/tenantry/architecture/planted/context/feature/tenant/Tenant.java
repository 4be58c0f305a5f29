package dev.tenantry.architecture.planted.context.feature.tenant;

import dev.tenantry.architecture.planted.context.platform.tenancy.TenantContext;

record Tenant(String slug) {
    TenantContext context() {
        return new TenantContext(slug);
    }
}
