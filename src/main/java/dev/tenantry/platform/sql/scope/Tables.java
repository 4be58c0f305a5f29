package dev.tenantry.platform.sql.scope;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.tenantry.platform.sql.scope.Expressions.Stop;
import dev.tenantry.platform.sql.text.Keywords;
import dev.tenantry.platform.sql.text.Tokens;
import java.util.HashSet;
import java.util.Set;

/** What follows FROM, or USING: tables, queries, functions, and how they are joined. */
final class Tables {
    private static final Stop AT_JOIN = new Stop(withUsing(), true, true);
    private final Grammar grammar;
    private final Tokens tokens;

    Tables(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    private static Set<String> withUsing() {
        var words = new HashSet<>(Keywords.CLAUSES);
        words.add("using");
        words.add("when");
        return Set.copyOf(words);
    }

    /** A list of tables, as deep as it goes; ON and USING are counted, because one may follow that is not a join's. */
    void list(Visible visible) {
        int conditions = 0;
        item(visible);
        while (true) {
            if (tokens.acceptSymbol(",")) {
                item(visible);
            } else if (tokens.at(Keywords.JOINS)) {
                conditions += join() ? 1 : 0;
                item(visible);
            } else if (conditions > 0 && tokens.accept("on")) {
                grammar.expressions.scan(visible, AT_JOIN);
                conditions--;
            } else if (conditions > 0 && tokens.at("using")) {
                grammar.calls.word(tokens.next());
                tokens.skipNames();
                if (tokens.accept("as")) {
                    tokens.name();
                }
                conditions--;
            } else {
                return;
            }
        }
    }

    /** The words of one join; whether it wants a condition. */
    private boolean join() {
        boolean wants = !tokens.at("natural") && !tokens.at("cross");
        if (tokens.at("natural")) {
            grammar.calls.word(tokens.next());
        }
        if (!tokens.accept("cross") && !tokens.accept("inner") && tokens.at(Set.of("left", "right", "full"))) {
            tokens.next();
            tokens.accept("outer");
        }
        tokens.expect("join");
        return wants;
    }

    private void item(Visible visible) {
        tokens.accept("lateral");
        if (tokens.atSymbol("(")) {
            parenthesised(visible);
        } else if (tokens.at("rows")
                && tokens.ahead(1).isWord("from")
                && tokens.ahead(2).isSymbol("(")) {
            rowsFrom(visible);
        } else if (isFunction()) {
            function(visible);
            ordinality();
            alias();
        } else {
            table(visible);
        }
    }

    private void parenthesised(Visible visible) {
        if (tokens.atQuery()) {
            grammar.expressions.group(visible);
        } else {
            grammar.deeper(() -> {
                tokens.expectSymbol("(");
                list(visible);
                tokens.expectSymbol(")");
            });
        }
        alias();
    }

    private void rowsFrom(Visible visible) {
        tokens.next();
        tokens.next();
        tokens.expectSymbol("(");
        do {
            function(visible);
            if (tokens.accept("as")) {
                tokens.skipNames();
            }
        } while (tokens.acceptSymbol(","));
        tokens.expectSymbol(")");
        ordinality();
        alias();
    }

    private boolean isFunction() {
        int i = 0;
        while (tokens.ahead(i).isName() && tokens.ahead(i + 1).isSymbol(".")) {
            i += 2;
        }
        return tokens.ahead(i).isName() && tokens.ahead(i + 1).isSymbol("(") && !tokens.at("only");
    }

    private void function(Visible visible) {
        var first = tokens.name();
        var last = first;
        int parts = 1;
        while (tokens.acceptSymbol(".")) {
            last = tokens.name();
            parts++;
        }
        if (!tokens.atSymbol("(")) {
            throw tokens.refused(first, "not understood here: a function is expected");
        }
        grammar.expressions.call(visible, first, last, parts);
    }

    private void ordinality() {
        if (tokens.accept("with")) {
            tokens.expect("ordinality");
        }
    }

    private void table(Visible visible) {
        int start = tokens.current().start();
        var found = grammar.relations.read(visible);
        int end = tokens.ahead(-1).end();
        boolean aliased = alias();
        if (tokens.at("tablesample")) {
            throw tokens.refused(tokens.current(), "TABLESAMPLE draws from all tenants' rows");
        }
        found.named()
                .flatMap(named -> grammar.relations
                        .own(named, found.only())
                        .map(rows -> aliased
                                ? rows
                                : rows + " " + Keywords.quoted(named.relation().name())))
                .ifPresent(rows -> grammar.edits.replace(start, end, rows));
    }

    /** Whether there is one. */
    @CanIgnoreReturnValue
    private boolean alias() {
        boolean as = tokens.accept("as");
        if (as && tokens.atSymbol("(")) {
            // A function's columns and their types.
            tokens.skipNames();
            return true;
        }
        if (!as && !Keywords.canNameTable(tokens.current())) {
            return false;
        }
        tokens.name();
        if (tokens.atSymbol("(")) {
            tokens.skipNames();
        }
        return true;
    }
}
