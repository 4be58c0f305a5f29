package dev.tenantry.platform.sql.scope;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the scoper knows of a database, read once at start.
 *
 * @param tenantColumn the column that holds the tenant wherever there is one
 * @param searchPath the schemas an unqualified name is looked for in, in order, without pg_catalog
 * @param relations every relation outside PostgreSQL's own schemas, by schema and name
 * @param ownRelations the names of PostgreSQL's own relations: unqualified they come before any other
 * @param functions the names of functions that are neither PostgreSQL's own nor a known extension's
 * @param fields the names of all functions, PostgreSQL's own as well, that take one value: {@code (x).f} calls them
 * @param operators the operators that are neither PostgreSQL's own nor an extension's
 */
public record Schema(
        String tenantColumn,
        List<String> searchPath,
        Map<Name, Relation> relations,
        Set<String> ownRelations,
        Set<String> functions,
        Set<String> fields,
        Set<String> operators) {
    /** Knows nothing, so that everything is refused. */
    public static final Schema UNREAD =
            new Schema("tenant_id", List.of(), Map.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Schema {
        searchPath = List.copyOf(searchPath);
        relations = Map.copyOf(relations);
        ownRelations = Set.copyOf(ownRelations);
        functions = Set.copyOf(functions);
        fields = Set.copyOf(fields);
        operators = Set.copyOf(operators);
    }

    /** The same with the relations of one of its schemas only. */
    public Schema only(String schema) {
        var kept = relations.entrySet().stream()
                .filter(entry -> entry.getKey().schema().equals(schema))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Schema(tenantColumn, searchPath, kept, ownRelations, functions, fields, operators);
    }

    /** A relation's full name. */
    public record Name(String schema, String name) {}

    Optional<Relation> find(String schema, String name) {
        return Optional.ofNullable(relations.get(new Name(schema, name)));
    }

    /** The relation an unqualified name means; empty as well when it is one of PostgreSQL's own. */
    Optional<Relation> find(String name) {
        return ownRelations.contains(name)
                ? Optional.empty()
                : searchPath.stream()
                        .flatMap(schema -> find(schema, name).stream())
                        .findFirst();
    }
}
