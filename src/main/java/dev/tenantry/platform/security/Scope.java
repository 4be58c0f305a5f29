package dev.tenantry.platform.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token may be used for (RFC 6749, section 3.3): the client's side of a permission. */
public enum Scope {
    READ,
    WRITE,
    PROFILE,
    ADMIN,
    OPENID,
    EMAIL,
    OFFLINE_ACCESS;

    /** All scopes of a space-separated list; empty when one of them is unknown or the list is not of RFC 6749's form. */
    public static Optional<Set<Scope>> parse(String text) {
        var scopes = EnumSet.noneOf(Scope.class);
        if (text.isEmpty()) {
            return Optional.of(scopes);
        }
        for (var name : text.split(" ", -1)) {
            var scope = Arrays.stream(values())
                    .filter(one -> one.wire().equals(name))
                    .findFirst();
            if (scope.isEmpty()) {
                return Optional.empty();
            }
            scopes.add(scope.get());
        }
        return Optional.of(scopes);
    }

    /** The space-separated form, always in the same order. */
    public static String format(Collection<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::wire).collect(Collectors.joining(" "));
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
