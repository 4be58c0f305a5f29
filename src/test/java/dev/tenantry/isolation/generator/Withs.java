package dev.tenantry.isolation.generator;

import dev.tenantry.isolation.generator.Scope.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** WITH before a statement: queries that often have the name of a table. */
final class Withs {
    private static final List<String> NAMES =
            List.of("customer", "orders", "item", "node", "gift", "line", "secret", "q1", "q2", "pg_class");
    private final Making making;

    Withs(Making making) {
        this.making = making;
    }

    private Dice dice() {
        return making.dice;
    }

    Tree before(Scope outer, int depth, Function<Scope, Tree> statement) {
        var names = dice().some(NAMES, 2);
        boolean recursive = dice().percent(30);
        var scope = outer;
        if (recursive) {
            // All of them are seen by each, and a query that names itself would be another kind of query.
            for (var name : names) {
                scope = scope.with(name, Optional.empty());
            }
        }
        var queries = new ArrayList<Tree>();
        for (var name : names) {
            var types = recursive && dice().percent(50) ? List.<Type>of() : Expressions.types(dice(), 3);
            var columns = types.isEmpty()
                    ? List.of(new Column("c1", Type.INT), new Column("c2", Type.INT))
                    : Froms.columns(types);
            var query = types.isEmpty() ? walk(name) : making.queries.query(types, scope, depth - 1);
            queries.add(Tree.of(
                    name,
                    Froms.names(columns),
                    "AS",
                    dice().pick("", "", "MATERIALIZED", "NOT MATERIALIZED"),
                    "(",
                    query,
                    ")",
                    types.isEmpty()
                            ? dice().pick(
                                            "",
                                            "",
                                            "SEARCH DEPTH FIRST BY c1 , c2 SET c3",
                                            "CYCLE c1 , c2 SET c3 USING c4")
                            : ""));
            scope = scope.with(name, Optional.of(columns));
        }
        var after = statement.apply(scope);
        return Tree.of("WITH", recursive ? "RECURSIVE" : "", Tree.list(queries), after)
                .or(after);
    }

    /** Down the tree of nodes. */
    private Tree walk(String name) {
        var all = making.name();
        var root = making.name();
        return Tree.of(
                "SELECT",
                root + ".id ,",
                root + ".weight FROM public.node",
                root,
                "WHERE",
                root + ".parent_id IS NULL UNION ALL SELECT",
                all + ".id ,",
                all + ".weight FROM public.node",
                all,
                "JOIN",
                name,
                "AS r ON",
                all + ".parent_id = r.c1");
    }
}
