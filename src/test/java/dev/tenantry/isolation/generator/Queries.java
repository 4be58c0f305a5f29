package dev.tenantry.isolation.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Queries with columns of given types, whose rows do not depend on chance. */
final class Queries {
    private final Making making;

    Queries(Making making) {
        this.making = making;
    }

    private Dice dice() {
        return making.dice;
    }

    /** Any query that may stand in parentheses. */
    Tree query(List<Type> types, Scope outer, int depth) {
        if (making.roomForQuery(depth) && dice().percent(12)) {
            return making.withs.before(outer, depth, scope -> body(types, scope, depth));
        }
        return body(types, outer, depth);
    }

    Tree body(List<Type> types, Scope scope, int depth) {
        if (!making.roomForQuery(depth)) {
            return select(types, scope, depth);
        }
        return switch (dice().below(20)) {
            case 0, 1, 2 -> setOperation(types, scope, depth);
            case 3 -> values(types, scope, depth);
            case 4 -> Tree.of("(", body(types, scope, depth), ")");
            case 5 -> limited(types, scope, depth);
            default -> select(types, scope, depth);
        };
    }

    private Tree setOperation(List<Type> types, Scope scope, int depth) {
        var left = arm(types, scope, depth - 1);
        var right = arm(types, scope, depth - 1);
        var between = dice().pick("UNION", "UNION ALL", "UNION DISTINCT", "INTERSECT", "EXCEPT", "EXCEPT ALL");
        return Tree.of(left, between, right).or(left, right);
    }

    private Tree arm(List<Type> types, Scope scope, int depth) {
        return dice().percent(40) ? Tree.of("(", query(types, scope, depth), ")") : select(types, scope, depth);
    }

    /** A set operation's type is found from all its arms: NULL and literals say theirs. */
    private Tree select(List<Type> types, Scope outer, int depth) {
        if (!making.roomForQuery(depth + 1)) {
            return Tree.of("SELECT", Tree.fixed(making.expressions.each(types, outer, 0)));
        }
        var from = making.froms.list(outer, depth);
        var scope = outer.inside(from.sources());
        var where = dice().percent(40)
                ? Tree.optional("WHERE", making.expressions.of(Type.BOOL, scope, depth))
                : Tree.NOTHING;
        if (dice().percent(25)) {
            return grouped(types, from.tree(), where, scope, depth);
        }
        var items = types.stream()
                .map(type -> type == Type.INT && dice().percent(8)
                        ? making.expressions.window(scope, depth)
                        : making.expressions.of(type, scope, depth))
                .toList();
        return Tree.of(
                "SELECT", dice().pick("", "", "", "ALL", "DISTINCT"), labelled(items), "FROM", from.tree(), where);
    }

    private Tree labelled(List<Tree> items) {
        return Tree.fixed(items.stream()
                .map(item ->
                        Tree.of(item, dice().pick("", "", "", "AS total", "AS \"from\"", "AS select", "AS customer")))
                .toList());
    }

    private Tree grouped(List<Type> types, Tree from, Tree where, Scope scope, int depth) {
        var items = new ArrayList<Tree>();
        var by = Tree.NOTHING;
        for (var type : types) {
            items.add(making.expressions.aggregate(type, scope, depth));
        }
        if (types.size() > 1 && dice().percent(70)) {
            items.set(0, making.expressions.of(types.get(0), scope, depth - 1));
            by = Tree.of(
                    "GROUP BY", dice().pick("1", "1", "GROUPING SETS ( ( 1 ) , ( ) )", "ROLLUP ( 1 )", "DISTINCT 1"));
        }
        var having = dice().percent(25)
                ? Tree.optional("HAVING", making.expressions.aggregate(Type.BOOL, scope, depth - 1))
                : Tree.NOTHING;
        return Tree.of("SELECT", Tree.fixed(items), "FROM", from, where, by, having);
    }

    Tree values(List<Type> types, Scope scope, int depth) {
        var rows = IntStream.rangeClosed(0, dice().below(3))
                .mapToObj(i -> Tree.of("(", Tree.fixed(making.expressions.each(types, scope, depth - 1)), ")"))
                .toList();
        return Tree.of("VALUES", Tree.list(rows));
    }

    /** Ordered by all its columns, so that rows next to one another are equal or in order. */
    Tree ordered(List<Type> types, Tree body) {
        var all = IntStream.rangeClosed(1, types.size())
                .mapToObj(i -> i + dice().pick("", " DESC", " ASC NULLS FIRST", " DESC NULLS LAST"))
                .collect(Collectors.joining(" , "));
        return Tree.of(body, "ORDER BY", all);
    }

    Tree ordered(Type type, Scope scope, int depth) {
        return Tree.of(unordered(List.of(type), scope, depth - 1), "ORDER BY 1");
    }

    Tree limited(List<Type> types, Scope scope, int depth) {
        return Tree.of(ordered(types, unordered(types, scope, depth)), limit(scope, depth));
    }

    /** What may be followed by ORDER BY. */
    Tree unordered(List<Type> types, Scope scope, int depth) {
        return dice().percent(20) && making.roomForQuery(depth)
                ? setOperation(types, scope, depth)
                : select(types, scope, depth - 1);
    }

    Tree limit(Scope scope, int depth) {
        // No column of the query itself is seen here, but those around it are.
        var count = making.roomForQuery(depth) && dice().percent(50)
                ? Tree.of(
                                "( SELECT count ( * ) FROM",
                                making.froms
                                        .named(dice().pick(Table.READ), scope)
                                        .tree(),
                                ")")
                        .or("1")
                : Tree.of(dice().pick("1", "2", "3"));
        return dice().make(
                        () -> Tree.of("LIMIT", count),
                        () -> Tree.of("OFFSET", count),
                        () -> Tree.of("LIMIT 2 OFFSET", count),
                        () -> Tree.of("FETCH FIRST", count, "ROWS ONLY"));
    }

    /** One value in parentheses. */
    Tree scalar(Type type, Scope scope, int depth) {
        return Tree.of("(", one(List.of(type), scope, depth), ")");
    }

    /** At most one row. */
    Tree one(List<Type> types, Scope outer, int depth) {
        if (dice().percent(50)) {
            return Tree.of(ordered(types, unordered(types, outer, depth)), "LIMIT 1");
        }
        var from = making.froms.list(outer, depth);
        var scope = outer.inside(from.sources());
        var items = types.stream()
                .map(type -> making.expressions.aggregate(type, scope, depth))
                .toList();
        return Tree.of(
                "SELECT",
                Tree.fixed(items),
                "FROM",
                from.tree(),
                dice().percent(50)
                        ? Tree.optional("WHERE", making.expressions.of(Type.BOOL, scope, depth - 1))
                        : Tree.NOTHING);
    }
}
