package dev.tenantry.platform.sql.scope;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of WITH queries that a place in a statement sees: unqualified, they come before any table. */
final class Visible {
    private final @Nullable Visible outer;
    private final Set<String> names = new HashSet<>();

    private Visible(@Nullable Visible outer) {
        this.outer = outer;
    }

    static Visible nothing() {
        return new Visible(null);
    }

    Visible inside() {
        return new Visible(this);
    }

    void add(String name) {
        names.add(name);
    }

    boolean has(String name) {
        return names.contains(name) || (outer != null && outer.has(name));
    }
}
