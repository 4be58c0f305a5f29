package dev.tenantry.feature.onboarding;

import dev.tenantry.feature.access.Members;
import dev.tenantry.platform.error.Problems;

/** The body of {@code POST /tenants/register}: a tenant and the person who will own it. */
record RegisterTenant(
        String tenantName, String tenantSlug, String adminUsername, String adminEmail, String adminPassword) {

    RegisterTenant {
        var problems = FoundTenant.check(new Problems(), tenantName, tenantSlug);
        Members.check(problems, "admin_username", adminUsername, "admin_email", adminEmail);
        problems.text("admin_password", adminPassword, 1, 256).orThrow();
    }

    @Override
    public String toString() {
        return "RegisterTenant[" + tenantSlug + "]";
    }
}
