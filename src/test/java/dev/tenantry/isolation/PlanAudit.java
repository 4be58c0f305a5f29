package dev.tenantry.isolation;

import dev.tenantry.isolation.Finding.Oracle;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a plan as {@code EXPLAIN (VERBOSE, FORMAT JSON)} prints it, of any text: every scan of a tenant's table carries the
 * tenant among its conditions, every inserted row gets it, and a conflict is looked for in the tenant's rows alone.
 */
final class PlanAudit {
    private static final List<String> CONDITIONS = List.of("Filter", "Index Cond", "Recheck Cond", "TID Cond");
    private static final Set<String> SUBPLANS = Set.of("InitPlan", "SubPlan");
    private final Catalogue catalogue;

    PlanAudit(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param tenant the tenant's parameter or value as the plan shows it, such as {@code $3} */
    List<Finding> findings(String plan, String tenant) {
        var found = new ArrayList<String>();
        for (var root : new JsonArray(plan)) {
            walk(((JsonObject) root).getJsonObject("Plan"), List.of(tenant), found);
        }
        return found.stream().map(what -> new Finding(Oracle.PLAN, what)).toList();
    }

    /** @param tenants the tenant's parameter, and what equals it wherever this node runs */
    private void walk(JsonObject node, List<String> tenants, List<String> found) {
        if (catalogue.tenantTables().contains(table(node))) {
            if (node.getString("Node Type").equals("ModifyTable")) {
                if (node.getString("Operation").equals("Insert")) {
                    inserted(node, tenants.get(0), found);
                }
            } else if (tenants.stream().noneMatch(tenant -> hasTenant(node, tenant))) {
                found.add("a scan of " + table(node) + " as " + node.getString("Alias") + " without " + tenants);
            }
        }
        var below = withEqual(tenants, node.getString("One-Time Filter", ""));
        children(node).forEach(child -> walk(child, below, found));
    }

    /** Of a column compared with two values PostgreSQL checks one in the scan, and once before it that both are equal. */
    private static List<String> withEqual(List<String> tenants, String oneTimeFilter) {
        var equal = new ArrayList<String>();
        var checked = new Condition(oneTimeFilter).needs(comparison -> {
            var sides = comparison.split(" = ");
            if (sides.length == 2 && List.of(sides).contains(tenants.get(0))) {
                equal.add(sides[0].equals(tenants.get(0)) ? sides[1] : sides[0]);
                return true;
            }
            return false;
        });
        return checked && equal.size() == 1
                ? Stream.concat(tenants.stream(), equal.stream()).toList()
                : tenants;
    }

    private void inserted(JsonObject node, String tenant, List<String> found) {
        if (!children(node).filter(PlanAudit::feeds).allMatch(child -> brings(child, tenant))) {
            found.add("rows for " + table(node) + " that do not get " + tenant);
        }
        if (node.containsKey("Conflict Resolution") && reachesOthers(node)) {
            found.add("a conflict on " + table(node) + " is one with other tenants' rows");
        }
    }

    /** A conflict that names no key is one with any. */
    private boolean reachesOthers(JsonObject node) {
        var global = catalogue.globalKeys().getOrDefault(table(node), Set.of());
        var arbiters = node.getJsonArray("Conflict Arbiter Indexes", new JsonArray());
        return arbiters.isEmpty() ? !global.isEmpty() : arbiters.stream().anyMatch(global::contains);
    }

    /** A list of values is not in the plan: what they are is seen in the table. What never runs brings nothing. */
    private static boolean brings(JsonObject node, String tenant) {
        if (node.getString("Node Type").equals("Values Scan")
                || node.getString("One-Time Filter", "").equals("false")) {
            return true;
        }
        var output = node.getJsonArray("Output", new JsonArray());
        if (output.contains(tenant) || output.contains("(" + tenant + ")")) {
            return true;
        }
        var sources = children(node).filter(PlanAudit::feeds).toList();
        return !sources.isEmpty() && sources.stream().allMatch(child -> brings(child, tenant));
    }

    private static boolean feeds(JsonObject node) {
        return !SUBPLANS.contains(node.getString("Parent Relationship"));
    }

    private static String table(JsonObject node) {
        return node.getString("Schema") + "." + node.getString("Relation Name");
    }

    private static boolean hasTenant(JsonObject node, String tenant) {
        var alias = node.getString("Alias");
        var names = Stream.of(alias, '"' + alias.replace("\"", "\"\"") + '"')
                .map(name -> name + ".tenant_id")
                .toList();
        return CONDITIONS.stream()
                .filter(node::containsKey)
                .map(kind -> new Condition(node.getString(kind)))
                .anyMatch(condition -> condition.needs(comparison -> names.stream()
                        .anyMatch(name ->
                                comparison.equals(name + " = " + tenant) || comparison.equals(tenant + " = " + name))));
    }

    private static Stream<JsonObject> children(JsonObject node) {
        return node.getJsonArray("Plans", new JsonArray()).stream().map(JsonObject.class::cast);
    }
}
