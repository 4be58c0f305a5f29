package dev.tenantry.platform.sql.scope;

import dev.tenantry.platform.sql.scope.Expressions.Stop;
import dev.tenantry.platform.sql.scope.Queries.Column;
import dev.tenantry.platform.sql.text.Keywords;
import dev.tenantry.platform.sql.text.Tokens;
import java.util.Set;

/** INSERT: the tenant is put into every row, and a conflict must be one with a row of the tenant. */
final class Inserts {
    private final Grammar grammar;
    private final Tokens tokens;
    private final Assignments assignments;
    private final String tenantColumn;

    Inserts(Grammar grammar, Assignments assignments, String tenantColumn) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
        this.assignments = assignments;
        this.tenantColumn = tenantColumn;
    }

    void statement(Visible visible) {
        tokens.expect("insert");
        tokens.expect("into");
        var named = grammar.relations.named(Visible.nothing()).orElseThrow();
        var target = named.relation();
        if (target.kind() == Relation.Kind.INVOKER_VIEW) {
            throw tokens.refused(named.first(), "rows are changed through a view: use its table");
        }
        if (tokens.accept("as")) {
            tokens.name();
        }
        rows(visible, target, tokens.atSymbol("(") && !tokens.atQuery());
        if (tokens.accept("on")) {
            tokens.expect("conflict");
            conflict(visible, target);
        }
    }

    /** The arm of a MERGE; its table is not named again. */
    void ofMerge(Visible visible, Relation target) {
        tokens.expect("insert");
        rows(visible, target, tokens.atSymbol("("));
    }

    private void rows(Visible visible, Relation target, boolean columns) {
        if (columns) {
            columns(visible, target);
        }
        if (tokens.accept("overriding")) {
            tokens.next();
            tokens.expect("value");
        }
        if (tokens.at("default") && tokens.ahead(1).isWord("values")) {
            defaults(target);
        } else if (target.hasTenant() && !columns) {
            throw tokens.refused(tokens.current(), "INSERT has to name its columns");
        } else {
            var column = target.hasTenant() ? new Column(grammar.relations.value(target)) : Column.NONE;
            grammar.queries.body(grammar.queries.with(visible), column);
        }
    }

    private void columns(Visible visible, Relation target) {
        tokens.expectSymbol("(");
        do {
            if (target.hasTenant()) {
                assignments.column(visible);
            } else {
                tokens.name();
            }
        } while (tokens.acceptSymbol(","));
        if (target.hasTenant()) {
            grammar.edits.insert(tokens.current().start(), ", " + Keywords.quoted(tenantColumn));
        }
        tokens.expectSymbol(")");
    }

    private void defaults(Relation target) {
        int start = tokens.next().start();
        int end = tokens.next().end();
        if (target.hasTenant()) {
            grammar.edits.replace(
                    start,
                    end,
                    "(%s) VALUES (%s)".formatted(Keywords.quoted(tenantColumn), grammar.relations.value(target)));
        }
    }

    private void conflict(Visible visible, Relation target) {
        var first = tokens.current();
        boolean withTenant = arbiter(visible, target);
        if (target.hasTenant() && !withTenant) {
            throw tokens.refused(
                    first,
                    "ON CONFLICT has to name a key that " + tenantColumn
                            + " is part of: else it tells of others' rows");
        }
        tokens.expect("do");
        if (tokens.accept("nothing")) {
            return;
        }
        tokens.expect("update");
        tokens.expect("set");
        assignments.list(visible);
        if (tokens.accept("where")) {
            grammar.expressions.scan(visible, Stop.at("returning"));
        }
    }

    /** What the conflict is with; whether the tenant is part of it. */
    private boolean arbiter(Visible visible, Relation target) {
        if (tokens.accept("on")) {
            tokens.expect("constraint");
            return target.keys().getOrDefault(tokens.name().text(), false);
        }
        if (!tokens.atSymbol("(")) {
            return !target.keys().containsValue(false);
        }
        boolean named = inferred(visible);
        if (tokens.accept("where")) {
            grammar.expressions.scan(visible, Stop.at("do"));
        }
        return named;
    }

    /** Whether the tenant's column is one of those in parentheses. */
    private boolean inferred(Visible visible) {
        tokens.expectSymbol("(");
        boolean named = false;
        do {
            named |= tokens.current().isName()
                    && tokens.current().text().equals(tenantColumn)
                    && !tokens.ahead(1).isSymbol("(");
            grammar.expressions.scan(visible, new Stop(Set.of(), false, true));
        } while (tokens.acceptSymbol(","));
        tokens.expectSymbol(")");
        return named;
    }
}
