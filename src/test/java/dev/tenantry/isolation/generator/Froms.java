package dev.tenantry.isolation.generator;

import dev.tenantry.isolation.generator.Scope.Column;
import dev.tenantry.isolation.generator.Scope.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What stands after FROM: tables, queries, functions, and how they are joined. */
final class Froms {
    private final Making making;

    Froms(Making making) {
        this.making = making;
    }

    /** Its text, and the names it gives to the rest of the query. */
    record From(Tree tree, List<Source> sources) {}

    private Dice dice() {
        return making.dice;
    }

    From list(Scope outer, int depth) {
        var first = tree(outer, List.of(), depth, 2);
        if (!dice().percent(20)) {
            return first;
        }
        var second = tree(outer, first.sources, depth, 1);
        return both(Tree.of(first.tree, ",", second.tree).or(first.tree, second.tree), first, second);
    }

    private static From both(Tree tree, From first, From second) {
        var all = new ArrayList<>(first.sources);
        all.addAll(second.sources);
        return new From(tree, all);
    }

    /** @param before what LATERAL sees besides the outer queries */
    private From tree(Scope outer, List<Source> before, int depth, int joins) {
        if (joins == 0 || !dice().percent(45)) {
            return item(outer, before, depth);
        }
        var left = tree(outer, before, depth, joins - 1);
        return switch (dice().below(8)) {
            case 0 -> {
                var right = item(outer, List.of(), depth);
                yield both(Tree.of(left.tree, "CROSS JOIN", right.tree).or(left.tree, right.tree), left, right);
            }
            case 1 -> using(left, outer, depth);
            case 2 -> equal(left, outer, depth, dice().pick("FULL", "FULL OUTER"));
            case 3 -> parenthesised(left, outer, depth);
            case 4 -> {
                var seen = new ArrayList<>(before);
                seen.addAll(left.sources);
                yield on(left, item(outer, seen, depth), dice().pick("JOIN", "LEFT JOIN"), outer, depth);
            }
            default ->
                on(
                        left,
                        tree(outer, List.of(), depth, joins - 1),
                        dice().pick("JOIN", "INNER JOIN", "LEFT JOIN", "LEFT OUTER JOIN", "RIGHT JOIN"),
                        outer,
                        depth);
        };
    }

    private From on(From left, From right, String join, Scope outer, int depth) {
        var all = both(Tree.NOTHING, left, right).sources;
        var inside = outer.inside(all);
        var condition = making.expressions.of(Type.BOOL, inside, depth - 1);
        var ids = ids(left, right);
        var on =
                ids.isPresent() && dice().percent(60) ? Tree.of(ids.get(), Tree.optional("AND", condition)) : condition;
        return new From(Tree.of(left.tree, join, right.tree, "ON", on).or(left.tree, right.tree), all);
    }

    private static Optional<String> ids(From left, From right) {
        return first(left).flatMap(a -> first(right).map(b -> a + " = " + b));
    }

    private static Optional<String> first(From from) {
        return from.sources.stream()
                .flatMap(source -> source.columns().stream()
                        .filter(column -> column.type() == Type.INT)
                        .map(column -> source.alias() + "." + column.name()))
                .findFirst();
    }

    private From equal(From left, Scope outer, int depth, String kind) {
        var right = item(outer, List.of(), depth);
        return ids(left, right)
                .map(condition -> both(
                        Tree.of(left.tree, kind, "JOIN", right.tree, "ON", condition)
                                .or(left.tree, right.tree),
                        left,
                        right))
                .orElse(left);
    }

    private From using(From left, Scope outer, int depth) {
        var table = tableWithId();
        var right = named(table, outer);
        if (left.sources.size() > 1 || !has(left.sources.get(0), "id") || !has(right.sources.get(0), "id")) {
            return on(left, right, "JOIN", outer, depth);
        }
        var kind = dice().pick("", "LEFT", "RIGHT", "FULL", "NATURAL", "NATURAL LEFT");
        if (kind.startsWith("NATURAL")) {
            return both(Tree.of(left.tree, kind, "JOIN", right.tree).or(left.tree, right.tree), left, right);
        }
        var alias = dice().percent(20) ? making.name() : "";
        var joined = both(
                Tree.of(left.tree, kind, "JOIN", right.tree, "USING ( id )", alias.isEmpty() ? "" : "AS " + alias)
                        .or(left.tree, right.tree),
                left,
                right);
        if (!alias.isEmpty()) {
            joined.sources.add(new Source(alias, List.of(new Column("id", Type.INT))));
        }
        return joined;
    }

    private static boolean has(Source source, String name) {
        return source.columns().stream().anyMatch(column -> column.name().equals(name));
    }

    private From parenthesised(From left, Scope outer, int depth) {
        var inner = equal(item(outer, List.of(), depth), outer, depth, "LEFT");
        if (dice().percent(30) && inner.sources.get(0).columns().size() > 1) {
            // An alias hides the names inside, and renames the first columns.
            var name = making.name();
            var first = inner.sources.get(0).columns();
            var source = new Source(
                    name,
                    List.of(
                            new Column("y1", first.get(0).type()),
                            new Column("y2", first.get(1).type())));
            var hidden = new From(Tree.of("(", inner.tree, ") AS", name, "( y1 , y2 )"), List.of(source));
            if (inner.sources.size() > 1) {
                return on(left, hidden, "LEFT JOIN", outer, depth);
            }
        }
        return on(
                left,
                new From(inner.sources.size() > 1 ? Tree.of("(", inner.tree, ")") : inner.tree, inner.sources),
                "LEFT JOIN",
                outer,
                depth);
    }

    private From item(Scope outer, List<Source> before, int depth) {
        if (!making.roomForQuery(depth) || dice().percent(55)) {
            return named(dice().pick(Table.READ), outer);
        }
        return switch (dice().below(10)) {
            case 0, 1, 2 -> derived("", outer, depth);
            case 3, 4 -> derived("LATERAL", before.isEmpty() ? outer : outer.inside(before), depth);
            case 5 -> values(outer, depth);
            case 6 -> function(before.isEmpty() ? outer : outer.inside(before), depth);
            default -> withQuery(outer).orElseGet(() -> named(dice().pick(Table.READ), outer));
        };
    }

    private From derived(String lateral, Scope scope, int depth) {
        var types = Expressions.types(dice(), 3);
        var name = making.name();
        var columns = columns(types);
        return new From(
                Tree.of(
                        lateral,
                        "(",
                        making.queries.query(types, scope, depth - 1),
                        ")",
                        dice().pick("AS", ""),
                        name,
                        names(columns)),
                List.of(new Source(name, columns)));
    }

    static List<Column> columns(List<Type> types) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> new Column("c" + (i + 1), types.get(i)))
                .toList();
    }

    static Tree names(List<Column> columns) {
        return Tree.of(
                "(",
                Tree.fixed(
                        columns.stream().map(column -> Tree.of(column.name())).toList()),
                ")");
    }

    private From values(Scope scope, int depth) {
        var types = Expressions.types(dice(), 2);
        var name = making.name();
        var columns = columns(types);
        return new From(
                Tree.of("(", making.queries.values(types, scope, depth - 1), ") AS", name, names(columns)),
                List.of(new Source(name, columns)));
    }

    private From function(Scope scope, int depth) {
        var name = making.name();
        var column = new Column("c1", Type.INT);
        var call = dice().make(
                        () -> Tree.of(
                                "generate_series ( 1 , LEAST (",
                                making.expressions.of(Type.INT, scope, depth - 1),
                                ", 3 ) )"),
                        () -> Tree.of("unnest ( ARRAY (", making.queries.ordered(Type.INT, scope, depth - 1), ") )"),
                        () -> Tree.of(
                                "ROWS FROM ( generate_series ( 1 , 2 ) , unnest ( ARRAY (",
                                making.queries.ordered(Type.INT, scope, depth - 1),
                                ") ) )"));
        return new From(
                Tree.of(call, dice().pick("", "", "WITH ORDINALITY"), "AS", name, "( c1 )"),
                List.of(new Source(name, List.of(column))));
    }

    private Optional<From> withQuery(Scope scope) {
        var usable = scope.queries().entrySet().stream()
                .filter(query -> query.getValue().isPresent())
                .sorted(java.util.Map.Entry.comparingByKey())
                .toList();
        if (usable.isEmpty()) {
            return Optional.empty();
        }
        var query = dice().pick(usable);
        var name = making.name();
        return Optional.of(new From(
                Tree.of(query.getKey(), dice().pick("AS", ""), name),
                List.of(new Source(name, query.getValue().orElseThrow()))));
    }

    private Table tableWithId() {
        return dice().pick(Table.READ.stream().filter(Table::hasId).toList());
    }

    From named(Table table, Scope scope) {
        if (!making.roomForTable()) {
            var name = making.name();
            return new From(
                    Tree.of("( SELECT 1 ) AS", name, "( id )"),
                    List.of(new Source(name, List.of(new Column("id", Type.INT)))));
        }
        var alias = making.name();
        var written = written(table, scope);
        if (dice().percent(10)) {
            var renamed = List.of(
                    new Column("x1", table.columns().get(0).type()),
                    new Column("x2", table.columns().get(1).type()));
            return new From(Tree.of(written, "AS", alias, "( x1 , x2 )"), List.of(new Source(alias, renamed)));
        }
        return new From(Tree.of(written, dice().pick("AS", ""), alias), List.of(new Source(alias, table.columns())));
    }

    /** The table's name; with its schema where a WITH query has the same one. */
    Tree written(Table table, Scope scope) {
        boolean qualified =
                !table.schema().equals("public") || scope.queries().containsKey(table.name()) || dice().percent(25);
        var name = qualified ? table.qualified() : table.name();
        return Tree.of(
                switch (dice().below(12)) {
                    case 0 -> "ONLY " + name;
                    case 1 -> "ONLY ( " + name + " )";
                    case 2 -> name + " *";
                    default -> name;
                });
    }
}
