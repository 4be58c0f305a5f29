package dev.tenantry.isolation.generator;

import dev.tenantry.isolation.generator.Scope.Column;
import java.util.Arrays;
import java.util.List;

/**
 * A table or view of the test database.
 *
 * @param columns in the database's order, at least the first ones
 * @param settable those that may take any value
 * @param required those that a new row needs besides its id
 */
record Table(String schema, String name, List<Column> columns, List<Column> settable, List<Column> required) {
    private static final String TENANT = "tenant_id:TENANT";

    static final List<Table> TARGETS = List.of(
            target(
                    "public",
                    "item",
                    TENANT + " id:INT sku:TEXT name:TEXT price:INT attributes:JSON",
                    "name price",
                    "sku"),
            target(
                    "public",
                    "node",
                    TENANT + " id:INT parent_id:INT name:TEXT weight:INT",
                    "parent_id name weight",
                    ""),
            target("public", "gift", TENANT + " id:INT code:TEXT name:TEXT worth:INT", "name worth", "code"),
            target("public", "visit", TENANT + " id:INT customer_id:INT page:TEXT seconds:INT", "page seconds", ""),
            target("public", "creature", TENANT + " id:INT name:TEXT legs:INT", "name legs", ""),
            target("public", "dog", TENANT + " id:INT name:TEXT legs:INT bark:TEXT", "legs bark", ""),
            target("archive", "orders", TENANT + " id:INT total:INT note:TEXT", "total note", ""),
            target("archive", "paper", TENANT + " id:INT note:TEXT", "note", ""),
            target(
                    "public",
                    "line",
                    "order_id:INT id:INT item_id:INT quantity:INT price:INT note:TEXT",
                    "price note",
                    "order_id"));

    private static final List<Table> OTHERS = List.of(
            table("public", "customer", "id:INT " + TENANT + " name:TEXT email:TEXT"),
            table("public", "customer", "id:INT " + TENANT + " name:TEXT email:TEXT"),
            table("public", "orders", TENANT + " id:INT customer_id:INT total:INT note:TEXT"),
            table("public", "orders", TENANT + " id:INT customer_id:INT total:INT note:TEXT"),
            table("public", "visit_high", TENANT + " id:INT customer_id:INT page:TEXT seconds:INT"),
            table("public", "country", "code:TEXT name:TEXT population:INT"),
            table("public", "a_name_as_long_as_postgresql_allows_which_is_sixty_three_bytes_", TENANT + " id:INT"),
            table("public", "customer_brief", TENANT + " id:INT name:TEXT"),
            table("public", "order_totals", TENANT + " customer_id:INT total:INT n:INT"),
            table("public", "customer_names", "id:INT name:TEXT"),
            table("public", "order_sum", "n:INT total:INT"));

    static final List<Table> READ =
            java.util.stream.Stream.concat(TARGETS.stream(), OTHERS.stream()).toList();

    private static Table table(String schema, String name, String columns) {
        return new Table(schema, name, parse(columns), List.of(), List.of());
    }

    private static Table target(String schema, String name, String columns, String settable, String required) {
        var all = parse(columns);
        return new Table(schema, name, all, named(all, settable), named(all, required));
    }

    private static List<Column> parse(String columns) {
        return Arrays.stream(columns.split(" "))
                .map(column -> column.split(":"))
                .map(column -> new Column(column[0], Type.valueOf(column[1])))
                .toList();
    }

    private static List<Column> named(List<Column> all, String names) {
        var wanted = List.of(names.split(" "));
        return all.stream().filter(column -> wanted.contains(column.name())).toList();
    }

    boolean hasId() {
        return columns.stream().anyMatch(column -> column.name().equals("id"));
    }

    String qualified() {
        return schema + "." + name;
    }
}
