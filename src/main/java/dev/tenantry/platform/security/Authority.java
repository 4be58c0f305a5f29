package dev.tenantry.platform.security;

import java.util.Optional;
import java.util.Set;

/**
 * What somebody may do in a tenant: all that a built-in role has, or what the tenant has put into a role of its own.
 *
 * @param name the role's: {@code owner}, or one the tenant has thought of
 * @param builtIn empty for a role of the tenant's own
 * @param permissions names of permissions; of a built-in role none are listed
 */
public record Authority(String name, Optional<Role> builtIn, Set<String> permissions) {

    public Authority {
        permissions = Set.copyOf(permissions);
    }

    public static Authority of(Role role) {
        return new Authority(role.wire(), Optional.of(role), Set.of());
    }

    /** Of a client that acts as itself: it has no membership, so that it follows from what it was registered for. */
    public static Authority ofService(Set<Scope> scopes) {
        return of(scopes.contains(Scope.ADMIN) ? Role.ADMIN : Role.USER);
    }

    /** A role that the tenant has made of permissions. */
    public static Authority ofOwn(String name, Set<String> permissions) {
        return new Authority(name, Optional.empty(), permissions);
    }

    public boolean holds(Permission permission) {
        return permission.ofEveryMember()
                || builtIn.map(role -> role.atLeast(permission.least()))
                        .orElseGet(() -> permissions.contains(permission.name()));
    }

    public boolean is(Role role) {
        return builtIn.filter(role::equals).isPresent();
    }
}
