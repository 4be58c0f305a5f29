package dev.tenantry.platform.sql.scope;

import dev.tenantry.platform.sql.scope.Expressions.Stop;
import dev.tenantry.platform.sql.text.Tokens;
import java.util.Set;

/** What follows SET: columns and what they become. None of them may be the tenant. */
final class Assignments {
    private static final Stop AT_NEXT = new Stop(Set.of("from", "where", "returning", "when"), false, true);
    private final Grammar grammar;
    private final Tokens tokens;
    private final String tenantColumn;

    Assignments(Grammar grammar, String tenantColumn) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
        this.tenantColumn = tenantColumn;
    }

    void list(Visible visible) {
        do {
            if (tokens.acceptSymbol("(")) {
                do {
                    column(visible);
                } while (tokens.acceptSymbol(","));
                tokens.expectSymbol(")");
            } else {
                column(visible);
            }
            if (!tokens.current().isOperator("=")) {
                throw tokens.refused(tokens.current(), "not understood here: = is expected");
            }
            tokens.next();
            grammar.expressions.scan(visible, AT_NEXT);
        } while (tokens.acceptSymbol(","));
    }

    /** A column that gets a value, or a field or element of it. */
    void column(Visible visible) {
        var name = tokens.name();
        if (name.text().equals(tenantColumn)) {
            throw tokens.refused(
                    name, "the tenant is set by whoever sends the statement: leave " + tenantColumn + " out");
        }
        while (true) {
            if (tokens.acceptSymbol(".")) {
                tokens.name();
            } else if (tokens.atSymbol("[")) {
                grammar.expressions.group(visible);
            } else {
                return;
            }
        }
    }
}
