package dev.tenantry.feature.access.account;

import dev.tenantry.feature.access.Member;
import dev.tenantry.platform.tenancy.TenantContext;
import java.util.UUID;

/** What a member is called and what they are. */
record Profile(String tenant, UUID id, String username, String email, String role) {

    static Profile of(TenantContext tenant, Member member) {
        return new Profile(
                tenant.slug().value(),
                member.person().value(),
                member.username(),
                member.email(),
                member.authority().name());
    }
}
