package dev.tenantry.platform.tenancy;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A tenant's name in addresses: one DNS label of lower-case letters, digits and inner hyphens, 2 to 63 characters. */
public record TenantSlug(String value) {
    public static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])");

    /** Words that stand in our own paths and host names, so that no tenant can be taken for one of them. */
    private static final Set<String> RESERVED = Set.of(
            "register",
            "info",
            "list",
            "users",
            "statistics",
            "settings",
            "domains",
            "setup",
            "operator",
            "www",
            "api",
            "app",
            "admin",
            "auth",
            "oauth",
            "static",
            "assets",
            "health",
            "status",
            "ping",
            "docs",
            "mail",
            "localhost",
            "tenants",
            "tenantry",
            "system",
            "support",
            "help",
            "console",
            "login",
            "logout",
            "well-known");

    /** Characters, and at the same place what each is taken for. */
    private static final String LOOKS = "0134567892l";

    private static final String LOOKED_FOR = "oieasgtbgzi";

    /** The slug of the tenant whose people look after all tenants. */
    public static final TenantSlug OPERATOR = new TenantSlug("operator");

    public TenantSlug {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a slug: " + value);
        }
    }

    /** The slug that is written so, or empty when no tenant can have that name. Nothing is folded: ACME is not acme. */
    public static Optional<TenantSlug> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new TenantSlug(text)) : Optional.empty();
    }

    /** Words that are ours, and names in which other letters hide (RFC 5891, section 4.2.3.1). */
    public static boolean isReserved(String text) {
        return RESERVED.contains(text) || hidesLetters(text);
    }

    /** Why nobody can have that name for a new tenant, as "is …" or "must …"; empty when somebody can. */
    public static Optional<String> objection(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.of("must have 2 to 63 lower-case letters, digits or inner hyphens");
        }
        if (RESERVED.contains(text)) {
            return Optional.of("is a reserved word");
        }
        if (hidesLetters(text)) {
            return Optional.of("must not have two hyphens as its third and fourth character");
        }
        var look = look(text);
        return RESERVED.stream()
                .filter(word -> look(word).equals(look))
                .min(Comparator.naturalOrder())
                .map(word -> "looks like the reserved word " + word);
    }

    private static boolean hidesLetters(String text) {
        return text.startsWith("--", 2);
    }

    /** The same for names that people take for one another: 0perator, adm1n, ad-min, adrnin. */
    private static String look(String text) {
        var look = new StringBuilder();
        text.chars().filter(letter -> letter != '-').forEach(letter -> {
            var at = LOOKS.indexOf(letter);
            look.append(at < 0 ? (char) letter : LOOKED_FOR.charAt(at));
        });
        return look.toString().replace("rn", "m").replace("vv", "w");
    }

    @Override
    public String toString() {
        return value;
    }
}
