package dev.tenantry.platform.sql.scope;

import dev.tenantry.platform.sql.text.Functions;
import dev.tenantry.platform.sql.text.Token;
import dev.tenantry.platform.sql.text.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an expression may call: functions, by whichever notation, and operators. */
final class Calls {
    /** The operators that a word of the grammar stands for. */
    private static final Map<String, List<String>> OPERATORS = Map.of(
            "like", List.of("~~", "!~~"),
            "ilike", List.of("~~*", "!~~*"),
            "similar", List.of("~", "!~"),
            "between", List.of("<", "<=", ">", ">="),
            "in", List.of("=", "<>"),
            "distinct", List.of("=", "<>"),
            "case", List.of("="),
            "nullif", List.of("="),
            "using", List.of("="),
            "natural", List.of("="));

    /** They do not pass through a subquery, and tell of other transactions. */
    private static final Set<String> SYSTEM_COLUMNS = Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

    private final Tokens tokens;
    private final Schema schema;

    Calls(Tokens tokens, Schema schema) {
        this.tokens = tokens;
        this.schema = schema;
    }

    /** A word of the grammar, which may stand for operators. */
    void word(Token word) {
        OPERATORS.getOrDefault(word.text(), List.of()).forEach(operator -> operator(word, operator));
    }

    void operator(Token operator) {
        operator(operator, operator.text().equals("!=") ? "<>" : operator.text());
    }

    private void operator(Token token, String operator) {
        if (schema.operators().contains(operator)) {
            throw tokens.refused(token, "the operator " + operator + " is not known to stay in the tenant");
        }
    }

    /**
     * A function before its arguments.
     *
     * @param first the first part of its name
     * @param last the last one, which is the function's own
     */
    void function(Token first, Token last, int parts) {
        boolean hidden = first.text().startsWith("pg_") && !first.text().equals("pg_catalog");
        if (parts > 2 || (parts == 2 && hidden) || !isKnown(last)) {
            throw unknown(first, last);
        }
        word(last);
    }

    /** What stands after a dot: {@code x.f} calls the function f when x has no such column; x may be any value. */
    void field(Token name) {
        column(name);
        if (schema.fields().contains(name.text()) && !isKnown(name)) {
            throw unknown(name, name);
        }
    }

    void column(Token name) {
        if (SYSTEM_COLUMNS.contains(name.text())) {
            throw tokens.refused(name, "the system column " + name.text() + " is not to be used here");
        }
    }

    private boolean isKnown(Token function) {
        return Functions.allows(function.text()) && !schema.functions().contains(function.text());
    }

    private RuntimeException unknown(Token at, Token function) {
        return tokens.refused(at, "the function " + function.text() + " is not known to stay in the tenant");
    }
}
