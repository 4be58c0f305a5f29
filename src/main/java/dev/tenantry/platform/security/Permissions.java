package dev.tenantry.platform.security;

import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantSlug;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** Every permission of the application, as its routes declare them at start; what roles are made of. */
public final class Permissions {
    private static final String OPERATORS = TenantSlug.OPERATOR + ".";
    private final SortedMap<String, Permission> declared = new ConcurrentSkipListMap<>();

    /** The same one may be declared again, with the same meaning. */
    public void declare(Permission permission) {
        var before = declared.putIfAbsent(permission.name(), permission);
        if (before != null && !before.equals(permission)) {
            throw new StartupException("Two permissions are called " + permission.name() + ": rename one of them.");
        }
    }

    /** Those that mean something in the tenant: what operators may do is for their own tenant alone. By name. */
    public List<Permission> of(TenantContext tenant) {
        return declared.values().stream()
                .filter(permission -> tenant.slug().equals(TenantSlug.OPERATOR)
                        || !permission.name().startsWith(OPERATORS))
                .toList();
    }

    /** The names of all that somebody with this authority holds. */
    public Set<String> heldBy(Authority authority) {
        return declared.values().stream()
                .filter(authority::holds)
                .map(Permission::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether the one holds everything that the other does: nobody decides over, or gives, more than they hold. An owner is
     * above everybody else, whatever there is to hold.
     */
    public boolean covers(Authority one, Authority other) {
        return one.is(Role.OWNER) || (!other.is(Role.OWNER) && heldBy(one).containsAll(heldBy(other)));
    }
}
