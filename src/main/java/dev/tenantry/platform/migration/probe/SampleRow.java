package dev.tenantry.platform.migration.probe;

import dev.tenantry.platform.migration.probe.TenantTable.Column;
import dev.tenantry.platform.migration.probe.TenantTable.Reference;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** A row made for a table from nothing but its columns' types, with recognisable text wherever text may stand. */
public final class SampleRow {
    private static final String DELETED = "deleted_at";
    private final TenantTable table;
    private final Map<String, List<JsonObject>> owned;
    private final List<TenantTable> all;

    /**
     * @param all every table with a tenant
     * @param owned by table, what the tenant has already
     */
    public SampleRow(TenantTable table, List<TenantTable> all, Map<String, List<JsonObject>> owned) {
        this.table = table;
        this.all = all;
        this.owned = owned;
    }

    /**
     * An INSERT that leaves the tenant to whoever sends it; empty when there is a column that no value is known for.
     *
     * @param marker what every text begins with
     * @param everyText whether text that may be missing is given as well
     * @param deleted whether it is one that counts as taken away
     */
    public Optional<String> insert(String marker, boolean everyText, boolean deleted) {
        var values = new LinkedHashMap<String, String>();
        if (deleted) {
            values.put(DELETED, "now()");
        }
        for (var column : table.columns()) {
            var wanted = column.writable() && (column.required() || (everyText && isFreeText(column)));
            if (wanted && !values.containsKey(column.name())) {
                var reference = referenceOf(column);
                var value = reference.isPresent() ? target(reference.get(), column) : literal(column, marker);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.put(column.name(), value.get());
            }
        }
        if (values.isEmpty()) {
            return Optional.of("INSERT INTO " + table.name() + " DEFAULT VALUES");
        }
        return Optional.of("INSERT INTO %s (%s) VALUES (%s)"
                .formatted(table.name(), String.join(", ", values.keySet()), String.join(", ", values.values())));
    }

    /** Whether a row of it can be there and count as taken away. */
    public boolean canBeDeleted() {
        return table.columns().stream().anyMatch(column -> column.name().equals(DELETED));
    }

    private boolean isFreeText(Column column) {
        return column.category().equals("S")
                && column.allowed().isEmpty()
                && referenceOf(column).isEmpty();
    }

    private Optional<Reference> referenceOf(Column column) {
        return table.references().stream()
                .filter(reference -> reference.columns().contains(column.name()))
                .findFirst();
    }

    /** What the tenant's rows have there, or what they refer to as well. The first row, so that several columns fit. */
    private Optional<String> target(Reference reference, Column column) {
        var wanted = reference.targets().get(reference.columns().indexOf(column.name()));
        return first(reference.table(), wanted)
                .or(() -> all.stream()
                        .flatMap(other -> other.references().stream()
                                .filter(known -> known.table().equals(reference.table()))
                                .filter(known -> known.targets().contains(wanted))
                                .flatMap(known ->
                                        first(
                                                other.name(),
                                                known.columns()
                                                        .get(known.targets().indexOf(wanted)))
                                                .stream()))
                        .findFirst())
                .map(value -> typed(value, column));
    }

    private Optional<String> first(String name, String column) {
        return owned.getOrDefault(name, List.of()).stream()
                .map(row -> row.getValue(TenantTable.unquoted(column)))
                .filter(value -> value != null)
                .map(String::valueOf)
                .findFirst();
    }

    private Optional<String> literal(Column column, String marker) {
        return (column.allowed().isPresent() ? column.allowed() : sample(column, marker))
                .map(value -> typed(value, column));
    }

    private Optional<String> sample(Column column, String marker) {
        var type = column.type();
        return switch (column.category()) {
            case "S" -> Optional.of(shortened(marker + "-" + TenantTable.unquoted(column.name()), type));
            case "N" -> Optional.of("1");
            case "B" -> Optional.of("true");
            case "D" -> Optional.of(type.startsWith("time") && !type.startsWith("timestamp") ? "12:00" : "2099-01-01");
            case "T" -> Optional.of("1 hour");
            case "A" -> Optional.of("{}");
            case "I" -> Optional.of("127.0.0.1");
            case "R" -> Optional.of("empty");
            default ->
                Optional.ofNullable(
                        switch (type) {
                            case "uuid" ->
                                namesake(column).orElse(UUID.randomUUID().toString());
                            case "bytea" -> "\\x" + UUID.randomUUID().toString().replace("-", "");
                            case "json", "jsonb" ->
                                new JsonObject()
                                        .put("text", marker + "-" + TenantTable.unquoted(column.name()))
                                        .encode();
                            default -> null;
                        });
        };
    }

    /** An id whose column has the name of another table's key is one of that table's, also where no foreign key says so. */
    private Optional<String> namesake(Column column) {
        return all.stream()
                .filter(other -> !other.name().equals(table.name()))
                .filter(other -> other.columns().stream()
                        .anyMatch(known -> known.key() && known.name().equals(column.name())))
                .flatMap(other -> first(other.name(), column.name()).stream())
                .filter(value -> !column.name().equals("id"))
                .findFirst();
    }

    /** To what {@code character varying(20)} can hold. */
    private static String shortened(String text, String type) {
        var digits = type.chars()
                .filter(Character::isDigit)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        var longest = digits.isEmpty() ? text.length() : Math.min(text.length(), Integer.parseInt(digits));
        // The end of the marker tells tenants apart.
        return text.substring(text.length() - longest);
    }

    private static String typed(String value, Column column) {
        return "CAST('" + value.replace("'", "''") + "' AS " + column.type() + ")";
    }
}
