package dev.tenantry.feature.access;

import dev.tenantry.platform.security.Authority;
import dev.tenantry.platform.security.Role;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The role a member has or is to get, and what it allows.
 *
 * @param own the id of a role that the tenant has made; empty for one that is built in
 */
public record MemberRole(Authority authority, Optional<UUID> own) {
    /** What a row says when the role is one of the tenant's own. */
    public static final String OWN = "custom";

    public static MemberRole of(Role role) {
        return new MemberRole(Authority.of(role), Optional.empty());
    }

    /** A role that the tenant has made. */
    public static MemberRole own(UUID id, String name, Set<String> permissions) {
        return new MemberRole(Authority.ofOwn(name, permissions), Optional.of(id));
    }

    public String name() {
        return authority.name();
    }
}
