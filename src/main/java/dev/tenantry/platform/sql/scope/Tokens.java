package dev.tenantry.platform.sql.scope;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A place among a statement's tokens, moving forward. */
final class Tokens {
    /** What may follow a query in parentheses that is part of a larger one. */
    private static final Set<String> CONTINUES =
            Set.of("union", "intersect", "except", "order", "limit", "offset", "fetch", "for");

    /** The protocol has 16 bits for their number. */
    private static final int LONGEST_PARAMETER = "$65535".length();

    private final String statement;
    private final List<Token> tokens;
    private final int[] closing;
    private int at;

    Tokens(String statement) {
        this.statement = statement;
        this.tokens = Lexer.tokens(statement);
        this.closing = pairs();
    }

    /** For each opening parenthesis or bracket, where its closing one is. */
    private int[] pairs() {
        var pairs = new int[tokens.size()];
        var open = new ArrayDeque<Integer>();
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (token.opens()) {
                open.push(i);
            } else if (token.closes()) {
                if (open.isEmpty() || tokens.get(open.peek()).isSymbol("(") != token.isSymbol(")")) {
                    throw refused(token, "a parenthesis without its other half");
                }
                pairs[open.pop()] = i;
            }
        }
        if (!open.isEmpty()) {
            throw refused(tokens.get(open.peek()), "a parenthesis without its other half");
        }
        return pairs;
    }

    String statement() {
        return statement;
    }

    /** The highest of the statement's parameters, 0 when it has none. */
    int highestParameter() {
        int highest = 0;
        for (var token : tokens) {
            if (token.kind() == Token.Kind.PARAMETER) {
                if (token.text().length() > LONGEST_PARAMETER) {
                    throw refused(token, "there is no such parameter");
                }
                highest = Math.max(highest, Integer.parseInt(token.text().substring(1)));
            }
        }
        return highest;
    }

    Token current() {
        return tokens.get(at);
    }

    /** Some tokens further on, or before when negative. */
    Token ahead(int count) {
        return tokens.get(Math.max(0, Math.min(at + count, tokens.size() - 1)));
    }

    @CanIgnoreReturnValue
    Token next() {
        return tokens.get(at == tokens.size() - 1 ? at : at++);
    }

    boolean at(String word) {
        return current().isWord(word);
    }

    boolean at(Set<String> words) {
        return current().kind() == Token.Kind.WORD && words.contains(current().text());
    }

    boolean atSymbol(String symbol) {
        return current().isSymbol(symbol);
    }

    @CanIgnoreReturnValue
    boolean accept(String word) {
        return at(word) && next() != null;
    }

    @CanIgnoreReturnValue
    boolean acceptSymbol(String symbol) {
        return atSymbol(symbol) && next() != null;
    }

    @CanIgnoreReturnValue
    Token expect(String word) {
        if (!at(word)) {
            throw refused(current(), "not understood here: " + word.toUpperCase(Locale.ROOT) + " is expected");
        }
        return next();
    }

    @CanIgnoreReturnValue
    Token expectSymbol(String symbol) {
        if (!atSymbol(symbol)) {
            throw refused(current(), "not understood here: " + symbol + " is expected");
        }
        return next();
    }

    /** A name of something that is no function. */
    @CanIgnoreReturnValue
    Token name() {
        if (!current().isName()) {
            throw refused(current(), "not understood here: a name is expected");
        }
        return next();
    }

    /** Over one token, or over parentheses with all they hold. */
    void skip() {
        at = current().opens() ? closing[at] + 1 : at + 1;
    }

    /** Reads on and comes back. */
    void lookAhead(Runnable reading) {
        int here = at;
        reading.run();
        at = here;
    }

    /** Over parentheses that hold only names and types, such as an alias's columns. */
    void skipNames() {
        int last = closing[at];
        while (at <= last) {
            var token = next();
            if (token.kind() == Token.Kind.WORD
                    && Set.of("select", "table", "values", "with").contains(token.text())) {
                throw refused(token, "not understood here: only names and types are expected");
            }
        }
    }

    /** Whether the parenthesis that opens here holds a query, with any number of parentheses of its own around it. */
    boolean atQuery() {
        return isQuery(at);
    }

    private boolean isQuery(int opening) {
        var first = tokens.get(opening + 1);
        if (first.isSymbol("(")) {
            var after = tokens.get(closing[opening + 1] + 1);
            return isQuery(opening + 1)
                    && (after.isSymbol(")") || (after.kind() == Token.Kind.WORD && CONTINUES.contains(after.text())));
        }
        return first.isWord("select")
                || first.isWord("with")
                || first.isWord("table")
                || (first.isWord("values") && tokens.get(opening + 2).isSymbol("("));
    }

    StatementRefused refused(Token token, String reason) {
        return new StatementRefused(statement, token.start(), reason);
    }
}
