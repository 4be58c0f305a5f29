package dev.tenantry.platform.sql.scope;

import dev.tenantry.platform.sql.scope.Queries.Column;
import dev.tenantry.platform.sql.text.Token;
import dev.tenantry.platform.sql.text.Tokens;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The rules by which one text is read and edited, each in a class of its own, and what they share. They call one another:
 * a query holds tables, a table may be a query, and an expression may hold either.
 */
final class Grammar {
    private static final int DEEPEST = 200;
    final Tokens tokens;
    final Edits edits = new Edits();
    final Facts facts;
    final Relations relations;
    final Calls calls;
    final Expressions expressions;
    final Tables tables;
    final Queries queries;
    final Changes changes;
    private int depth;

    private Grammar(Tokens tokens, Facts facts, Schema schema, Predicate<Relation> open, boolean ofView) {
        this.tokens = tokens;
        this.facts = facts;
        this.relations = new Relations(tokens, facts, schema, open, ofView);
        this.calls = new Calls(tokens, schema);
        this.expressions = new Expressions(this, calls);
        this.tables = new Tables(this);
        this.queries = new Queries(this);
        this.changes = new Changes(this, schema.tenantColumn());
    }

    static Grammar ofStatement(Tokens tokens, Facts facts, Schema schema, Predicate<Relation> open) {
        return new Grammar(tokens, facts, schema, open, false);
    }

    /** @param facts of the statement that names the view */
    static Grammar ofView(Tokens tokens, Facts facts, Schema schema, Predicate<Relation> open) {
        return new Grammar(tokens, facts, schema, open, true);
    }

    /** The whole text, which has to be one statement. */
    String scoped() {
        statement(Visible.nothing());
        while (tokens.atSymbol(";")) {
            // It would stand in the way of what is put around the statement.
            var semicolon = tokens.next();
            edits.replace(semicolon.start(), semicolon.end(), "");
        }
        if (tokens.current().kind() != Token.Kind.END) {
            throw tokens.refused(tokens.current(), "not understood here: the statement should end");
        }
        return edits.apply(tokens.statement());
    }

    /** A query or a change, as it may stand alone or in WITH. */
    void statement(Visible outer) {
        var visible = queries.with(outer);
        if (!changes.statement(visible)) {
            queries.body(visible, Column.NONE);
        }
    }

    void deeper(Runnable rule) {
        enter();
        rule.run();
        depth--;
    }

    <T> T deeper(Supplier<T> rule) {
        enter();
        var result = rule.get();
        depth--;
        return result;
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw tokens.refused(tokens.current(), "nested too deeply");
        }
    }

    /** What is found out about a statement while it is read, with the views it names. */
    static final class Facts {
        /** The tenant's parameter, such as {@code $3}. */
        final String tenant;

        boolean ofTenant;
        boolean plainRead = true;

        Facts(int values) {
            this.tenant = "$" + (values + 1);
        }
    }
}
