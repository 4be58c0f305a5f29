package dev.tenantry.platform.sql.text;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A place among a statement's tokens, moving forward. */
public final class Tokens {
    /** What may follow a query in parentheses that is part of a larger one. */
    private static final Set<String> CONTINUES =
            Set.of("union", "intersect", "except", "order", "limit", "offset", "fetch");

    /** What FOR begins there; in {@code substring((SELECT …) FOR 2)} it is something else. */
    private static final Set<String> LOCKS = Set.of("update", "share", "no", "key");

    private static final Set<String> CHANGES = Set.of("insert", "update", "delete");

    /** The protocol has 16 bits for their number, and the tenant is one more. */
    private static final int HIGHEST_PARAMETER = 65_534;

    /** More digits than that need not be read. */
    private static final int LONGEST_PARAMETER = 12;

    private final String statement;
    private final List<Token> tokens;
    private final int[] closing;
    private int at;

    public Tokens(String statement) {
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

    public String statement() {
        return statement;
    }

    /** The highest of the statement's parameters, 0 when it has none. */
    public int highestParameter() {
        int highest = 0;
        for (var token : tokens) {
            if (token.kind() == Token.Kind.PARAMETER) {
                long index = token.text().length() > LONGEST_PARAMETER
                        ? Long.MAX_VALUE
                        : Long.parseLong(token.text().substring(1));
                if (index > HIGHEST_PARAMETER) {
                    throw refused(token, "there is no such parameter");
                }
                highest = Math.max(highest, (int) index);
            }
        }
        return highest;
    }

    /**
     * Whether it changes rows, gives none back, and has each parameter cast to text where it stands: that is then what PostgreSQL
     * asks for, whatever becomes of it.
     */
    public boolean changesByTextAlone() {
        return CHANGES.stream().anyMatch(tokens.get(0)::isWord)
                && tokens.stream().noneMatch(token -> token.isWord("returning"))
                && takesTextAlone();
    }

    private boolean takesTextAlone() {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).kind() == Token.Kind.PARAMETER && !isCastToText(i + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean isCastToText(int from) {
        if (!tokens.get(from).isSymbol("::") || !tokens.get(from + 1).isWord("text")) {
            return false;
        }
        var next = tokens.get(from + 2);
        return !next.isSymbol("[") && !next.isWord("array");
    }

    public Token current() {
        return tokens.get(at);
    }

    /** Some tokens further on, or before when negative. */
    public Token ahead(int count) {
        return tokens.get(Math.max(0, Math.min(at + count, tokens.size() - 1)));
    }

    @CanIgnoreReturnValue
    public Token next() {
        return tokens.get(at == tokens.size() - 1 ? at : at++);
    }

    public boolean at(String word) {
        return current().isWord(word);
    }

    public boolean at(Set<String> words) {
        return current().kind() == Token.Kind.WORD && words.contains(current().text());
    }

    public boolean atSymbol(String symbol) {
        return current().isSymbol(symbol);
    }

    @CanIgnoreReturnValue
    public boolean accept(String word) {
        return at(word) && next() != null;
    }

    @CanIgnoreReturnValue
    public boolean acceptSymbol(String symbol) {
        return atSymbol(symbol) && next() != null;
    }

    @CanIgnoreReturnValue
    public Token expect(String word) {
        if (!at(word)) {
            throw refused(current(), "not understood here: " + word.toUpperCase(Locale.ROOT) + " is expected");
        }
        return next();
    }

    @CanIgnoreReturnValue
    public Token expectSymbol(String symbol) {
        if (!atSymbol(symbol)) {
            throw refused(current(), "not understood here: " + symbol + " is expected");
        }
        return next();
    }

    /** A name of something that is no function. */
    @CanIgnoreReturnValue
    public Token name() {
        if (!current().isName()) {
            throw refused(current(), "not understood here: a name is expected");
        }
        return next();
    }

    /** Over parentheses with all they hold. */
    public void skipGroup() {
        if (!atSymbol("(")) {
            throw refused(current(), "not understood here: ( is expected");
        }
        at = closing[at] + 1;
    }

    /** Reads on and comes back. */
    public void lookAhead(Runnable reading) {
        int here = at;
        reading.run();
        at = here;
    }

    /** Over parentheses that hold only names and types, such as an alias's columns. */
    public void skipNames() {
        int last = closing[at];
        while (at <= last) {
            var token = next();
            if (token.kind() == Token.Kind.WORD
                    && Set.of("select", "table", "values").contains(token.text())) {
                throw refused(token, "not understood here: only names and types are expected");
            }
        }
    }

    /** Whether the parenthesis that opens here holds a query, with any number of parentheses of its own around it. */
    public boolean atQuery() {
        return isQuery(at);
    }

    private boolean isQuery(int opening) {
        int innermost = opening;
        while (tokens.get(innermost + 1).isSymbol("(")) {
            innermost++;
        }
        if (!beginsQuery(innermost + 1)) {
            return false;
        }
        for (int i = innermost; i > opening; i--) {
            if (!goesOn(closing[i] + 1)) {
                return false;
            }
        }
        return true;
    }

    /** Whether what follows a query in parentheses makes it part of a larger one, or ends that. */
    private boolean goesOn(int index) {
        var after = tokens.get(index);
        return after.isSymbol(")")
                || (after.isWord("for") && LOCKS.contains(tokens.get(index + 1).text()))
                || (after.kind() == Token.Kind.WORD && CONTINUES.contains(after.text()));
    }

    private boolean beginsQuery(int index) {
        var first = tokens.get(index);
        return first.isWord("select")
                || first.isWord("with")
                || first.isWord("table")
                || (first.isWord("values") && tokens.get(index + 1).isSymbol("("));
    }

    public StatementRefused refused(Token token, String reason) {
        return new StatementRefused(statement, token.start(), reason);
    }
}
