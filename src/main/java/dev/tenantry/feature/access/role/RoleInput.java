package dev.tenantry.feature.access.role;

import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.security.Authority;
import dev.tenantry.platform.security.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The body of making a role and of replacing what it is. Whether there are such permissions, the catalogue knows. */
record RoleInput(String name, @Nullable String description, List<String> permissions) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{2,64}");
    private static final int MOST_PERMISSIONS = 1_000;

    RoleInput {
        var problems = new Problems()
                .match("name", name, NAME, "must have 2 to 64 lower-case letters, digits, hyphens or underscores")
                .optionalText("description", description, 0, 500);
        if (Arrays.stream(Role.values()).anyMatch(role -> role.wire().equals(name))) {
            problems.add("name", "is the name of a built-in role");
        }
        problems.orThrow();
        permissions = checked(permissions);
    }

    private static List<String> checked(@Nullable List<@Nullable String> permissions) {
        var problems = new Problems();
        if (permissions == null) {
            problems.add("permissions", "is required");
        } else if (permissions.size() > MOST_PERMISSIONS || permissions.stream().anyMatch(Objects::isNull)) {
            problems.add("permissions", "must be a list of at most " + MOST_PERMISSIONS + " names");
        }
        problems.orThrow();
        return permissions == null
                ? List.of()
                : permissions.stream().map(String::valueOf).distinct().sorted().toList();
    }

    String text() {
        return description == null ? "" : description;
    }

    Authority authority() {
        return Authority.ofOwn(name, Set.copyOf(permissions));
    }
}
