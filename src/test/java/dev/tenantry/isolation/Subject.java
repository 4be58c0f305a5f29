package dev.tenantry.isolation;

import dev.tenantry.platform.sql.scope.ScopedStatement;
import java.util.List;

/**
 * A statement and what is said to be its scoped form.
 *
 * @param values its parameters as SQL literals
 * @param ordered whether its rows come in one order only
 */
record Subject(String original, List<String> values, String scoped, boolean ofTenant, boolean ordered) {

    Subject {
        values = List.copyOf(values);
    }

    static Subject of(String original, List<String> values, ScopedStatement scoped, boolean ordered) {
        return new Subject(original, values, scoped.text(), scoped.ofTenant(), ordered);
    }

    Subject scopedAs(String other) {
        return new Subject(original, values, other, ofTenant, ordered);
    }

    Sent sentAsWritten() {
        return new Sent(original, values, false);
    }

    Sent sentScoped() {
        return new Sent(scoped, values, ofTenant);
    }
}
