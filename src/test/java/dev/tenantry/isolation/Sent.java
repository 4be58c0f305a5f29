package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A statement as it goes to PostgreSQL.
 *
 * @param values its parameters as SQL literals
 * @param ofTenant whether the tenant's id comes after them
 */
record Sent(String text, List<String> values, boolean ofTenant) {

    Sent {
        values = List.copyOf(values);
    }

    /** The types of the caller's values are PostgreSQL's to find, as they are for a driver. */
    String prepare() {
        var types =
                ofTenant ? values.stream().map(value -> "unknown, ").collect(Collectors.joining("", "(", "uuid)")) : "";
        return "PREPARE sent " + types + " AS " + text + "\n;";
    }

    String execute() {
        var all = new ArrayList<>(values);
        if (ofTenant) {
            all.add("'" + Tenants.OWN + "'");
        }
        return all.isEmpty() ? "EXECUTE sent" : "EXECUTE sent (" + String.join(", ", all) + ")";
    }

    /** How the tenant's parameter is written in the text. */
    String tenant() {
        return "$" + (values.size() + 1);
    }
}
