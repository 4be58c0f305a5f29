package dev.tenantry.isolation.generator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a place in a statement sees.
 *
 * @param levels the tables in FROM, the innermost level first
 * @param queries the names of WITH queries and their columns; empty when the query may not be named here
 */
record Scope(List<List<Source>> levels, Map<String, Optional<List<Column>>> queries) {
    static final Scope EMPTY = new Scope(List.of(), Map.of());

    Scope {
        levels = List.copyOf(levels);
        queries = Map.copyOf(queries);
    }

    record Column(String name, Type type) {}

    /** A name in FROM. */
    record Source(String alias, List<Column> columns) {}

    /** For a query inside, which has its own FROM. */
    Scope inside(List<Source> from) {
        var all = new ArrayList<List<Source>>();
        all.add(List.copyOf(from));
        all.addAll(levels);
        return new Scope(all, queries);
    }

    /** The query's own tables alone: an aggregate of other columns would be one of the query around it. */
    Scope own() {
        return new Scope(levels.subList(0, 1), queries);
    }

    Scope with(String query, Optional<List<Column>> columns) {
        var more = new HashMap<>(queries);
        more.put(query, columns);
        return new Scope(levels, more);
    }

    /** The columns of a type as they are written; an outer alias may be hidden by an inner one. */
    List<String> columns(Type type) {
        var found = new ArrayList<String>();
        var hidden = new HashSet<String>();
        for (var level : levels) {
            for (var source : level) {
                if (!hidden.contains(source.alias)) {
                    source.columns.stream()
                            .filter(column -> column.type == type)
                            .forEach(column -> found.add(source.alias + "." + column.name));
                }
            }
            level.forEach(source -> hidden.add(source.alias));
        }
        return found;
    }
}
