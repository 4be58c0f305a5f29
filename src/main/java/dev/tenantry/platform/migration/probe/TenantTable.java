package dev.tenantry.platform.migration.probe;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table whose rows are tenants', as the database has it. All names are quoted where they have to be.
 *
 * @param name with its schema
 * @param columns all but {@code tenant_id}
 */
public record TenantTable(String name, List<Column> columns, List<Reference> references) {

    /**
     * @param category what PostgreSQL's catalogue says of the type, as in {@code pg_type.typcategory}
     * @param required whether a row has to be given a value for it
     * @param writable whether a row may be given one
     * @param key whether it is part of the primary key
     * @param allowed a value that the type or a check of this column alone names
     */
    public record Column(
            String name,
            String type,
            String category,
            boolean required,
            boolean writable,
            boolean key,
            Optional<String> allowed) {

        private static Column of(JsonObject read) {
            return new Column(
                    read.getString("name"),
                    read.getString("type"),
                    read.getString("category"),
                    read.getBoolean("required"),
                    read.getBoolean("writable"),
                    read.getBoolean("key"),
                    Optional.ofNullable(read.getString("allowed")));
        }
    }

    /** A foreign key. {@code columns} and {@code targets} belong together in order; {@code tenant_id} is among them or not. */
    public record Reference(List<String> columns, String table, List<String> targets) {

        private static Reference of(JsonObject read) {
            return new Reference(texts(read, "columns"), read.getString("table"), texts(read, "targets"));
        }

        private static List<String> texts(JsonObject read, String name) {
            return read.getJsonArray(name).stream().map(String.class::cast).toList();
        }
    }

    /** A column's name as a row's JSON has it. */
    public static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    static TenantTable of(JsonObject read) {
        return new TenantTable(
                read.getString("name"),
                objects(read, "columns").map(Column::of).toList(),
                objects(read, "references").map(Reference::of).toList());
    }

    private static Stream<JsonObject> objects(JsonObject read, String name) {
        return read.getJsonArray(name).stream().map(JsonObject.class::cast);
    }
}
