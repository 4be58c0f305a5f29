package dev.tenantry.platform.sql.scope;

import dev.tenantry.platform.sql.text.Keywords;
import dev.tenantry.platform.sql.text.Token;
import dev.tenantry.platform.sql.text.Tokens;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Expressions, of which only three things matter: where they end, the queries inside, and the functions they call. A
 * query in an expression always stands right after a parenthesis.
 */
final class Expressions {
    /** What no expression has outside of a query in parentheses. */
    private static final Set<String> ELSEWHERE = Set.of(
            "select",
            "table",
            "into",
            "union",
            "intersect",
            "except",
            "having",
            "window",
            "where",
            "limit",
            "offset",
            "fetch",
            "grant",
            "create");

    /** What may follow WITH inside an expression, such as in {@code timestamp with time zone}. */
    private static final Set<String> AFTER_WITH =
            Set.of("time", "ties", "unique", "wrapper", "conditional", "unconditional", "array");

    /** A label may be called case; then FROM comes before END, if there is one. */
    private static final Stop AT_END_OF_CASE =
            Stop.at(Stream.concat(Keywords.CLAUSES.stream(), Stream.of("end")).toArray(String[]::new));

    private final Grammar grammar;
    private final Tokens tokens;
    private final Calls calls;

    Expressions(Grammar grammar, Calls calls) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
        this.calls = calls;
    }

    /**
     * Where expressions end, besides the closing parenthesis and the end of the text.
     *
     * @param joins whether a JOIN ends them as well
     * @param comma whether a comma does
     */
    record Stop(Set<String> words, boolean joins, boolean comma) {
        static final Stop AT_END = new Stop(Set.of(), false, false);
        static final Stop AT_CLAUSE = new Stop(Keywords.CLAUSES, false, false);

        static Stop at(String... words) {
            return new Stop(Set.of(words), false, false);
        }
    }

    /** Any number of expressions, with what stands between them. */
    void scan(Visible visible, Stop stop) {
        while (!endsAt(stop)) {
            one(visible);
        }
    }

    private boolean endsAt(Stop stop) {
        var token = tokens.current();
        return switch (token.kind()) {
            case END -> true;
            case SYMBOL -> token.closes() || token.isSymbol(";") || (stop.comma && token.isSymbol(","));
            case WORD -> stop.words.contains(token.text()) || (stop.joins && atJoin());
            default -> false;
        };
    }

    /** LEFT and RIGHT are functions as well. */
    private boolean atJoin() {
        return tokens.at("join")
                || (tokens.at(Keywords.JOINS) && !tokens.ahead(1).isSymbol("("));
    }

    private void one(Visible visible) {
        var token = tokens.current();
        switch (token.kind()) {
            case WORD -> word(visible, token);
            case QUOTED_NAME -> name(visible);
            case OPERATOR -> {
                calls.operator(token);
                tokens.next();
            }
            case SYMBOL -> {
                if (token.opens()) {
                    group(visible);
                } else if (token.isSymbol(".")) {
                    field();
                } else if (token.isSymbol("::")) {
                    type();
                } else {
                    tokens.next();
                }
            }
            default -> tokens.next();
        }
    }

    /** Parentheses or brackets: a query, or expressions. */
    void group(Visible visible) {
        grammar.deeper(() -> {
            boolean query = tokens.atSymbol("(") && tokens.atQuery();
            var closing = tokens.next().isSymbol("(") ? ")" : "]";
            if (query) {
                grammar.queries.query(visible);
                // JSON_ARRAY(SELECT … RETURNING jsonb)
                if (tokens.at("returning")) {
                    scan(visible, Stop.AT_END);
                }
            } else {
                scan(visible, Stop.AT_END);
            }
            tokens.expectSymbol(closing);
        });
    }

    private void word(Visible visible, Token token) {
        calls.word(token);
        switch (token.text()) {
            case "as" -> {
                tokens.next();
                // Any word is a label there, or a type's name.
                if (tokens.current().isName()) {
                    calls.column(tokens.next());
                }
            }
            case "case" ->
                grammar.deeper(() -> {
                    tokens.next();
                    scan(visible, AT_END_OF_CASE);
                    tokens.expect("end");
                });
            case "is" -> {
                tokens.next();
                tokens.accept("not");
                if (tokens.at("distinct")) {
                    calls.word(tokens.next());
                    tokens.expect("from");
                }
            }
            case "with" -> {
                tokens.next();
                if (!tokens.at(AFTER_WITH)) {
                    throw tokens.refused(token, "not understood here: WITH");
                }
            }
            case "values" -> {
                if (tokens.ahead(1).isSymbol("(")) {
                    throw tokens.refused(token, "not understood here: VALUES");
                }
                name(visible);
            }
            case "within" -> {
                if (tokens.ahead(1).isWord("group") && tokens.ahead(2).isSymbol("(")) {
                    tokens.next();
                    tokens.next();
                } else {
                    name(visible);
                }
            }
            case "collation" -> {
                boolean asks = tokens.ahead(1).isWord("for") && tokens.ahead(2).isSymbol("(");
                tokens.next();
                if (asks) {
                    tokens.next();
                }
            }
            case "filter" -> {
                if (tokens.ahead(-1).isSymbol(")")
                        && tokens.ahead(1).isSymbol("(")
                        && tokens.ahead(2).isWord("where")) {
                    filter(visible);
                } else {
                    name(visible);
                }
            }
            case "operator" -> operator(token);
            default -> {
                if (ELSEWHERE.contains(token.text())) {
                    throw tokens.refused(
                            token, "not understood here: " + token.text().toUpperCase(Locale.ROOT));
                }
                if (Keywords.isReserved(token.text())) {
                    tokens.next();
                } else {
                    name(visible);
                }
            }
        }
    }

    private void filter(Visible visible) {
        tokens.next();
        tokens.expectSymbol("(");
        tokens.expect("where");
        scan(visible, Stop.AT_END);
        tokens.expectSymbol(")");
    }

    /** {@code OPERATOR(pg_catalog.+)}, which names the schema of an operator. */
    private void operator(Token word) {
        tokens.next();
        if (tokens.acceptSymbol("(")) {
            if (!tokens.accept("pg_catalog")) {
                throw tokens.refused(word, "an operator of another schema is not known to stay in the tenant");
            }
            tokens.expectSymbol(".");
            tokens.next();
            tokens.expectSymbol(")");
        }
    }

    /** After {@code ::} any word is a type's name. */
    private void type() {
        tokens.next();
        tokens.accept("setof");
        do {
            if (tokens.current().isName()) {
                tokens.next();
            }
        } while (tokens.acceptSymbol("."));
    }

    /** What follows the dot after a closing parenthesis or bracket. */
    private void field() {
        tokens.next();
        if (tokens.current().isName()) {
            var name = tokens.next();
            calls.field(name);
            if (tokens.atSymbol("(")) {
                throw tokens.refused(name, "not understood here: a call on a value");
            }
        }
    }

    /** A column, a type or a function, with what it is qualified by. */
    private void name(Visible visible) {
        var first = tokens.next();
        var last = first;
        int parts = 1;
        boolean all = false;
        while (tokens.acceptSymbol(".")) {
            parts++;
            if (!tokens.current().isName()) {
                // All columns of a row: the star is read next.
                all = true;
                break;
            }
            last = tokens.next();
        }
        if (tokens.atSymbol("(")) {
            call(visible, first, last, parts);
        } else if (parts > 2) {
            throw tokens.refused(first, "a column is named with its schema: use the table's name or an alias");
        } else if (parts == 2 && !all) {
            calls.field(last);
        } else {
            calls.column(last);
        }
    }

    /** A function's arguments, after its name. */
    void call(Visible visible, Token first, Token last, int parts) {
        calls.function(first, last, parts);
        group(visible);
    }
}
