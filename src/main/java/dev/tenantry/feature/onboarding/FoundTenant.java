package dev.tenantry.feature.onboarding;

import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.tenancy.TenantSlug;

/** The body of {@code POST /api/v1/me/tenants}: a tenant for somebody who is here already. */
record FoundTenant(String tenantName, String tenantSlug) {

    FoundTenant {
        check(new Problems(), tenantName, tenantSlug).orThrow();
    }

    /** What a new tenant's name and slug have to look like. */
    static Problems check(Problems problems, String tenantName, String tenantSlug) {
        problems.text("tenant_name", tenantName, 1, 200);
        if (tenantSlug == null || tenantSlug.isEmpty()) {
            return problems.add("tenant_slug", "is required");
        }
        TenantSlug.objection(tenantSlug).ifPresent(problem -> problems.add("tenant_slug", problem));
        return problems;
    }
}
