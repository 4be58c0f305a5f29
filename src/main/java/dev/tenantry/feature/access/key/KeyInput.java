package dev.tenantry.feature.access.key;

import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.security.Scope;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of making a key.
 *
 * @param scope separated by spaces, {@code read} when nothing is said
 * @param expiresIn seconds, 90 days when nothing is said
 */
record KeyInput(
        String name, @Nullable String scope, @Nullable Integer expiresIn) {
    private static final Set<Scope> OF_KEYS = EnumSet.of(Scope.READ, Scope.WRITE, Scope.PROFILE, Scope.ADMIN);
    private static final Duration USUAL = Duration.ofDays(90);
    private static final Duration LONGEST = Duration.ofDays(365);

    KeyInput {
        var problems = new Problems().text("name", name, 1, 100);
        if (scope != null && parsed(scope).isEmpty()) {
            problems.add("scope", "must be some of read, write, profile and admin, separated by spaces");
        }
        if (expiresIn != null && (expiresIn < 1 || expiresIn > LONGEST.toSeconds())) {
            problems.add("expires_in", "must be 1 to " + LONGEST.toSeconds() + " seconds");
        }
        problems.orThrow();
    }

    Set<Scope> scopes() {
        return scope == null ? EnumSet.of(Scope.READ) : parsed(scope);
    }

    /** Empty for what no key can have. */
    private static Set<Scope> parsed(String scope) {
        return Scope.parse(scope).filter(OF_KEYS::containsAll).orElse(Set.of());
    }

    Duration lifetime() {
        return expiresIn == null ? USUAL : Duration.ofSeconds(expiresIn);
    }
}
