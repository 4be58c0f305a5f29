package dev.tenantry.isolation.generator;

import dev.tenantry.isolation.generator.Scope.Column;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Statements of every kind on the test database, most of which run; the same ones for the same seed. */
public final class StatementGenerator {
    private static final int DEPTH = 3;
    private final long seed;

    public StatementGenerator(long seed) {
        this.seed = seed;
    }

    /** The statement of a number: it does not depend on those before it. */
    public Generated statement(int number) {
        var own = new SplittableRandom(seed * 1_000_003 + number).nextLong();
        var dice = new Dice(own);
        var making = new Making(dice);
        boolean ordered = false;
        Tree tree;
        if (dice.percent(38)) {
            tree = write(making);
        } else if (dice.percent(12)) {
            tree = locking(making);
        } else {
            ordered = dice.percent(35);
            tree = read(making, ordered);
        }
        return new Generated(tree, ordered, own);
    }

    private static Tree read(Making making, boolean ordered) {
        var types = Expressions.types(making.dice, 3);
        return making.dice.percent(35)
                ? making.withs.before(Scope.EMPTY, DEPTH, scope -> body(making, types, scope, ordered))
                : body(making, types, Scope.EMPTY, ordered);
    }

    private static Tree body(Making making, List<Type> types, Scope scope, boolean ordered) {
        return ordered
                ? Tree.of(
                        making.queries.ordered(types, making.queries.unordered(types, scope, DEPTH)),
                        making.dice.percent(40) ? making.queries.limit(scope, DEPTH) : Tree.NOTHING)
                : making.queries.body(types, scope, DEPTH);
    }

    /** With a lock on the rows of its tables. */
    private static Tree locking(Making making) {
        var dice = making.dice;
        var first = making.froms.named(dice.pick(Table.TARGETS), Scope.EMPTY);
        var second = making.froms.named(dice.pick(Table.TARGETS), Scope.EMPTY);
        var sources = new java.util.ArrayList<>(first.sources());
        sources.addAll(second.sources());
        var scope = Scope.EMPTY.inside(sources);
        return Tree.of(
                "SELECT",
                Tree.fixed(making.expressions.each(Expressions.types(dice, 2), scope, DEPTH)),
                "FROM",
                first.tree(),
                dice.pick("CROSS JOIN", ","),
                second.tree(),
                Tree.optional("WHERE", making.expressions.of(Type.BOOL, scope, DEPTH)),
                "FOR",
                dice.pick("UPDATE", "SHARE", "NO KEY UPDATE", "KEY SHARE"),
                dice.pick("", "OF " + dice.pick(sources).alias()),
                dice.pick("", "NOWAIT", "SKIP LOCKED"));
    }

    private static Tree write(Making making) {
        var dice = making.dice;
        var target = dice.pick(Table.TARGETS);
        if (dice.percent(20)) {
            // In WITH; what is not the target's may be changed as well, and the statement reads what came back.
            return dice.percent(50) ? changed(making, target) : changedTwice(making, target);
        }
        return dice.percent(25)
                ? making.withs.before(Scope.EMPTY, 2, scope -> new Writes(making, scope, target).any())
                : new Writes(making, Scope.EMPTY, target).any();
    }

    private static Tree changed(Making making, Table target) {
        var scope = Scope.EMPTY.with("q1", Optional.of(List.of(new Column("c1", Type.INT))));
        var change = new Writes(making, Scope.EMPTY, target).returningOne();
        var body = making.queries.body(Expressions.types(making.dice, 2), scope, 2);
        return Tree.of("WITH q1 ( c1 ) AS (", change, ")", body).or(change, body);
    }

    private static Tree changedTwice(Making making, Table target) {
        var other = making.dice.pick(Table.TARGETS.stream()
                .filter(table -> !table.equals(target)
                        && !table.name().equals("creature")
                        && !table.name().equals("dog"))
                .toList());
        var scope = Scope.EMPTY.with("q1", Optional.of(List.of(new Column("c1", Type.INT))));
        var first = new Writes(making, Scope.EMPTY, other).returningOne();
        var second = new Writes(making, scope, target).any();
        return Tree.of("WITH q1 ( c1 ) AS (", first, ")", second).or(first, second);
    }
}
