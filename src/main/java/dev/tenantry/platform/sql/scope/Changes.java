package dev.tenantry.platform.sql.scope;

import dev.tenantry.platform.sql.scope.Expressions.Stop;
import dev.tenantry.platform.sql.text.Keywords;
import dev.tenantry.platform.sql.text.Token;
import dev.tenantry.platform.sql.text.Tokens;

/** UPDATE, DELETE and MERGE: their target is constrained to the tenant's rows. INSERT is in a class of its own. */
final class Changes {
    private static final Stop AT_RETURNING = Stop.at("returning");
    private static final Stop AT_WHEN = Stop.at("when");
    private final Grammar grammar;
    private final Tokens tokens;
    private final Assignments assignments;
    private final Inserts inserts;

    Changes(Grammar grammar, String tenantColumn) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
        this.assignments = new Assignments(grammar, tenantColumn);
        this.inserts = new Inserts(grammar, assignments, tenantColumn);
    }

    /** Whether a change stands here. */
    boolean statement(Visible visible) {
        switch (tokens.current().kind() == Token.Kind.WORD ? tokens.current().text() : "") {
            case "insert" -> inserts.statement(visible);
            case "update" -> update(visible);
            case "delete" -> delete(visible);
            case "merge" -> merge(visible);
            default -> {
                return false;
            }
        }
        grammar.facts.plainRead = false;
        returning(visible);
        return true;
    }

    private void update(Visible visible) {
        tokens.expect("update");
        var target = target(true);
        tokens.expect("set");
        assignments.list(visible);
        if (tokens.accept("from")) {
            grammar.tables.list(visible);
        }
        where(visible, target);
    }

    private void delete(Visible visible) {
        tokens.expect("delete");
        tokens.expect("from");
        var target = target(false);
        if (tokens.accept("using")) {
            grammar.tables.list(visible);
        }
        where(visible, target);
    }

    /** A change's table: WITH queries are not looked at, and SET after UPDATE's is no alias. */
    private Target target(boolean beforeSet) {
        var found = grammar.relations.read(Visible.nothing());
        var named = found.named().orElseThrow();
        if (named.relation().kind() == Relation.Kind.INVOKER_VIEW) {
            throw tokens.refused(named.first(), "rows are changed through a view: use its table");
        }
        boolean as = tokens.accept("as");
        var alias = as || (Keywords.canNameTable(tokens.current()) && !(beforeSet && tokens.at("set")))
                ? tokens.name().text()
                : named.relation().name();
        return new Target(named.relation(), Keywords.quoted(alias));
    }

    private record Target(Relation relation, String alias) {}

    private void where(Visible visible, Target target) {
        if (!target.relation.hasTenant()) {
            if (tokens.accept("where")) {
                refuseCursor();
                grammar.expressions.scan(visible, AT_RETURNING);
            }
            return;
        }
        var condition = grammar.relations.condition(target.alias);
        if (tokens.accept("where")) {
            refuseCursor();
            both(visible, AT_RETURNING, condition);
        } else {
            grammar.edits.insert(tokens.ahead(-1).end(), " WHERE " + condition);
        }
    }

    private void refuseCursor() {
        if (tokens.at("current") && tokens.ahead(1).isWord("of")) {
            throw tokens.refused(tokens.current(), "the rows of a cursor are not known to be the tenant's");
        }
    }

    /** The condition that stands here, and another one. */
    private void both(Visible visible, Stop stop, String condition) {
        var first = tokens.current();
        grammar.edits.insert(first.start(), "(");
        grammar.expressions.scan(visible, stop);
        if (tokens.current().equals(first)) {
            throw tokens.refused(first, "not understood here: a condition is expected");
        }
        grammar.edits.insert(tokens.ahead(-1).end(), ") AND " + condition);
    }

    private void merge(Visible visible) {
        tokens.expect("merge");
        tokens.expect("into");
        var target = target(false);
        tokens.expect("using");
        grammar.tables.list(visible);
        tokens.expect("on");
        if (target.relation.hasTenant()) {
            both(visible, AT_WHEN, grammar.relations.condition(target.alias));
        } else {
            grammar.expressions.scan(visible, AT_WHEN);
        }
        while (tokens.accept("when")) {
            mergeArm(visible, target.relation);
        }
    }

    private void mergeArm(Visible visible, Relation target) {
        tokens.accept("not");
        tokens.expect("matched");
        if (tokens.accept("by") && !tokens.accept("target")) {
            throw tokens.refused(tokens.current(), "NOT MATCHED BY SOURCE is about all tenants' rows");
        }
        if (tokens.accept("and")) {
            grammar.expressions.scan(visible, Stop.at("then"));
        }
        tokens.expect("then");
        if (tokens.at("insert")) {
            inserts.ofMerge(visible, target);
        } else if (tokens.accept("update")) {
            tokens.expect("set");
            assignments.list(visible);
        } else if (tokens.accept("do")) {
            tokens.expect("nothing");
        } else {
            tokens.expect("delete");
        }
    }

    private void returning(Visible visible) {
        if (tokens.accept("returning")) {
            if (tokens.at("with") && tokens.ahead(1).isSymbol("(")) {
                // WITH (OLD AS o, NEW AS n)
                tokens.next();
                tokens.skipNames();
            }
            grammar.expressions.scan(visible, Stop.AT_END);
        }
    }
}
