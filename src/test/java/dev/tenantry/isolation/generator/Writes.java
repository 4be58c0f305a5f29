package dev.tenantry.isolation.generator;

import dev.tenantry.isolation.generator.Scope.Column;
import dev.tenantry.isolation.generator.Scope.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Statements that change one table, so that what they do does not depend on chance. */
final class Writes {
    private static final int DEPTH = 2;
    private final Making making;
    private final Scope around;
    private final Table target;
    private final String alias;
    private final Source self;

    /** @param around what is seen besides the target: WITH queries */
    Writes(Making making, Scope around, Table target) {
        this.making = making;
        this.around = around;
        this.target = target;
        this.alias = making.name();
        this.self = new Source(alias, target.columns());
    }

    private Dice dice() {
        return making.dice;
    }

    Tree any() {
        return dice().make(this::insert, this::insert, this::update, this::update, this::delete, this::merge);
    }

    /** One that may stand in WITH: what it returns goes by the name of c1. */
    Tree returningOne() {
        var own = around.inside(List.of(self));
        return dice().make(
                        () -> Tree.of("DELETE FROM", named(), "WHERE", condition(own), "RETURNING", alias + ".id"),
                        () -> Tree.of(
                                "UPDATE",
                                named(),
                                "SET",
                                assignments(own),
                                "WHERE",
                                condition(own),
                                "RETURNING",
                                alias + ".id"),
                        () -> Tree.of(insertRows(), "RETURNING", alias + ".id"));
    }

    private Tree named() {
        return Tree.of(name(), dice().pick("AS", ""), alias);
    }

    /** A WITH query of this name does not count: the target is always the table. */
    private String name() {
        return target.schema().equals("public") && dice().percent(70) ? target.name() : target.qualified();
    }

    private Tree condition(Scope scope) {
        return making.expressions.of(Type.BOOL, scope, DEPTH);
    }

    private Tree assignments(Scope scope) {
        var columns = dice().some(target.settable(), 2);
        if (columns.size() == 2 && dice().percent(30)) {
            var types = columns.stream().map(Column::type).toList();
            var row = dice().percent(50)
                    ? Tree.of("(", making.queries.one(types, scope, DEPTH - 1), ")")
                    : Tree.of("ROW (", Tree.fixed(making.expressions.each(types, scope, DEPTH)), ")");
            return Tree.of("(", columns.get(0).name(), ",", columns.get(1).name(), ") =", row);
        }
        return Tree.list(columns.stream()
                .map(column -> Tree.of(
                        column.name(),
                        "=",
                        dice().percent(8) ? Tree.of("DEFAULT") : making.expressions.of(column.type(), scope, DEPTH)))
                .toList());
    }

    private Tree returning(Scope scope) {
        if (dice().percent(50)) {
            return Tree.NOTHING;
        }
        var items = making.expressions.each(Expressions.types(dice(), 2), scope, DEPTH);
        return Tree.optional("RETURNING", Tree.fixed(items), dice().pick("", "AS total", ", " + alias + ".*"));
    }

    private Tree update() {
        var own = around.inside(List.of(self));
        return switch (dice().below(3)) {
            case 0 -> Tree.of("UPDATE", named(), "SET", assignments(own), where(own), returning(own));
            case 1 -> {
                // Of the target's one row there is at most one of the other's: what is set is certain.
                var other = unique();
                var both = around.inside(List.of(self, other.sources().get(0)));
                yield Tree.of(
                        "UPDATE",
                        named(),
                        "SET",
                        assignments(both),
                        "FROM",
                        other.tree(),
                        "WHERE",
                        same(other),
                        and(both),
                        returning(both));
            }
            default -> {
                var other = making.froms.list(around, DEPTH);
                var all = new ArrayList<>(other.sources());
                all.add(self);
                var both = around.inside(all);
                yield Tree.of(
                        "UPDATE", named(), "SET", assignments(own), "FROM", other.tree(), where(both), returning(own));
            }
        };
    }

    private Tree where(Scope scope) {
        return dice().percent(75) ? Tree.optional("WHERE", condition(scope)) : Tree.NOTHING;
    }

    private Tree and(Scope scope) {
        return Tree.optional(dice().pick("AND", "OR FALSE AND"), condition(scope));
    }

    private String same(Froms.From other) {
        return other.sources().get(0).alias() + ".id = " + alias + ".id";
    }

    /** A table with one row for each id. */
    private Froms.From unique() {
        var table = dice().pick(Table.TARGETS.stream()
                .filter(one -> !one.name().equals("creature"))
                .toList());
        var name = making.name();
        return new Froms.From(
                Tree.of(making.froms.written(table, around), "AS", name), List.of(new Source(name, table.columns())));
    }

    private Tree delete() {
        var own = around.inside(List.of(self));
        if (dice().percent(50)) {
            return Tree.of("DELETE FROM", named(), where(own), returning(own));
        }
        var other = making.froms.list(around, DEPTH);
        var all = new ArrayList<>(other.sources());
        all.add(self);
        return Tree.of("DELETE FROM", named(), "USING", other.tree(), where(around.inside(all)), returning(own));
    }

    private List<Column> inserted() {
        var columns = new ArrayList<>(target.required());
        columns.addAll(dice().some(target.settable(), 2));
        return columns;
    }

    private Tree insertRows() {
        return insertRows(inserted(), false);
    }

    /** @param existing whether ids may be those of rows that are there */
    private Tree insertRows(List<Column> columns, boolean existing) {
        var names = Tree.fixed(
                columns.stream().map(column -> Tree.of(column.name())).toList());
        return Tree.of(
                "INSERT INTO",
                name(),
                "AS",
                alias,
                "( id ,",
                names,
                ")",
                dice().percent(50) ? rows(columns, existing) : selected(columns, existing));
    }

    private Tree rows(List<Column> columns, boolean existing) {
        int first = existing ? 2 : 100;
        var rows = IntStream.rangeClosed(0, dice().below(3))
                .mapToObj(i ->
                        Tree.of("(", String.valueOf(first + i), ",", values(columns, String.valueOf(first + i)), ")"))
                .toList();
        return Tree.of("VALUES", Tree.list(rows));
    }

    /** Keys are made from the id, so that they are new. */
    private Tree values(List<Column> columns, String id) {
        return Tree.fixed(columns.stream()
                .map(column -> target.required().contains(column)
                        ? Tree.of(column.type() == Type.TEXT ? "'n' || (" + id + ")" : "1")
                        : making.expressions.of(column.type(), around, DEPTH))
                .toList());
    }

    private Tree selected(List<Column> columns, boolean existing) {
        var arm = selectedArm(columns, existing ? 0 : 100);
        return switch (dice().below(5)) {
            case 0 -> Tree.of(arm, "UNION ALL", selectedArm(columns, 200)).or(arm);
            case 1 ->
                Tree.of("(", arm, dice().pick("UNION", "EXCEPT"), "(", selectedArm(columns, 200), ") )")
                        .or(arm);
            case 2 -> Tree.of(arm, "ORDER BY 1 LIMIT 2").or(arm);
            case 3 ->
                making.withs.before(around, 1, scope -> new Writes(making, scope, target).selectedArm(columns, 300));
            default -> arm;
        };
    }

    private Tree selectedArm(List<Column> columns, int above) {
        var other = unique();
        var source = other.sources().get(0);
        var scope = around.inside(List.of(source));
        var id = source.alias() + ".id + " + above;
        var values = Tree.fixed(columns.stream()
                .map(column -> target.required().contains(column)
                        ? Tree.of(column.type() == Type.TEXT ? "'n' || (" + id + ")" : "1")
                        : making.expressions.of(column.type(), scope, DEPTH))
                .toList());
        return Tree.of("SELECT", dice().pick("", "DISTINCT"), id, ",", values, "FROM", other.tree(), where(scope));
    }

    private Tree insert() {
        var own = around.inside(List.of(self));
        boolean conflict = dice().percent(40);
        var rows = insertRows(inserted(), conflict);
        var onConflict = Tree.NOTHING;
        if (conflict) {
            var excluded = new Source("excluded", target.columns());
            var both = around.inside(List.of(self, excluded));
            var key = dice().pick(
                            "( tenant_id , id )", "( id , \"tenant_id\" )", "ON CONSTRAINT " + target.name() + "_pkey");
            onConflict = dice().percent(40)
                    ? Tree.of("ON CONFLICT", key, "DO NOTHING")
                    : Tree.of("ON CONFLICT", key, "DO UPDATE SET", assignments(both), where(both));
        }
        return Tree.of(rows, onConflict, returning(own));
    }

    private Tree merge() {
        var other = unique();
        var source = other.sources().get(0);
        var both = around.inside(List.of(self, source));
        var theirs = around.inside(List.of(source));
        var own = around.inside(List.of(self));
        var arms = new ArrayList<Tree>();
        if (dice().percent(40)) {
            arms.add(Tree.optional("WHEN MATCHED AND", condition(both), "THEN", dice().pick("DELETE", "DO NOTHING")));
        }
        if (dice().percent(70)) {
            arms.add(Tree.of("WHEN MATCHED THEN UPDATE SET", assignments(both)));
        }
        if (arms.isEmpty() || dice().percent(60)) {
            var columns = inserted();
            var id = source.alias() + ".id + 100";
            var values = Tree.fixed(columns.stream()
                    .map(column -> target.required().contains(column)
                            ? Tree.of(column.type() == Type.TEXT ? "'n' || (" + id + ")" : "1")
                            : making.expressions.of(column.type(), theirs, DEPTH))
                    .toList());
            var names = Tree.fixed(
                    columns.stream().map(column -> Tree.of(column.name())).toList());
            arms.add(Tree.of(
                    dice().pick("WHEN NOT MATCHED", "WHEN NOT MATCHED BY TARGET"),
                    Tree.optional("AND", condition(theirs)),
                    "THEN INSERT ( id ,",
                    names,
                    ") VALUES (",
                    id,
                    ",",
                    values,
                    ")"));
        }
        return Tree.of(
                "MERGE INTO",
                named(),
                "USING",
                other.tree(),
                "ON (",
                same(other),
                ")",
                and(both),
                Tree.of(arms.toArray()),
                returning(own));
    }
}
