package dev.tenantry.platform.quota;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that a tenant's plan limits.
 *
 * @param name such as {@code products}
 * @param says what is counted, as it stands after a number: {@code "products"}
 * @param most how many each plan allows while nobody has set another limit; a plan that is not here has none
 */
public record Meter(String name, String says, Map<String, Long> most) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public Meter {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A meter's name has lower-case letters, digits and _: " + name);
        }
        most = Map.copyOf(most);
    }

    /** With a limit for each plan; {@code enterprise} has none. */
    public static Meter of(String name, String says, long free, long basic, long premium) {
        return new Meter(name, says, Map.of("free", free, "basic", basic, "premium", premium));
    }

    /** What the plan allows while nobody has set another limit; empty: as many as they like. */
    public Optional<Long> mostOf(String plan) {
        return Optional.ofNullable(most.get(plan));
    }
}
