package dev.tenantry.platform.sql.scope;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.tenantry.platform.sql.scope.Expressions.Stop;
import dev.tenantry.platform.sql.text.Keywords;
import dev.tenantry.platform.sql.text.Tokens;
import java.util.Set;

/** SELECT, VALUES and TABLE, what joins them to one another, and WITH. */
final class Queries {
    private static final Set<String> SET_OPERATIONS = Set.of("union", "intersect", "except");
    private static final Set<String> AFTER_FROM = Set.of("where", "group", "having", "window");
    private static final Set<String> LAST = Set.of("order", "limit", "offset", "fetch");
    private static final Set<String> LOCKS = Set.of("update", "share", "no", "key");
    private final Grammar grammar;
    private final Tokens tokens;

    Queries(Grammar grammar) {
        this.grammar = grammar;
        this.tokens = grammar.tokens;
    }

    void query(Visible outer) {
        body(with(outer), Column.NONE);
    }

    /** Reads WITH, if it stands here; what is visible after it. */
    Visible with(Visible outer) {
        if (!tokens.accept("with")) {
            return outer;
        }
        boolean recursive = tokens.accept("recursive");
        var visible = outer.inside();
        if (recursive) {
            addAllNames(visible);
        }
        do {
            var name = header();
            tokens.expectSymbol("(");
            grammar.deeper(() -> grammar.statement(visible));
            tokens.expectSymbol(")");
            searchAndCycle();
            visible.add(name);
        } while (tokens.acceptSymbol(","));
        return visible;
    }

    /** In WITH RECURSIVE every query sees every other one. */
    private void addAllNames(Visible visible) {
        tokens.lookAhead(() -> {
            do {
                visible.add(header());
                tokens.skipGroup();
                searchAndCycle();
            } while (tokens.acceptSymbol(","));
        });
    }

    /** A query's name, its columns, and AS, up to the parenthesis. */
    private String header() {
        var name = tokens.name().text();
        if (tokens.atSymbol("(")) {
            tokens.skipNames();
        }
        tokens.expect("as");
        if (tokens.accept("not") || tokens.at("materialized")) {
            tokens.expect("materialized");
        }
        return name;
    }

    private void searchAndCycle() {
        if (tokens.accept("search")) {
            tokens.next();
            tokens.expect("first");
            tokens.expect("by");
            names();
            tokens.expect("set");
            tokens.name();
        }
        if (tokens.accept("cycle")) {
            names();
            tokens.expect("set");
            tokens.name();
            if (tokens.accept("to")) {
                tokens.next();
                tokens.expect("default");
                tokens.next();
            }
            tokens.expect("using");
            tokens.name();
        }
    }

    private void names() {
        do {
            tokens.name();
        } while (tokens.acceptSymbol(","));
    }

    /**
     * @param column one more column for each arm
     * @return what is visible at its end: what stands after a query in parentheses is part of that very query
     */
    @CanIgnoreReturnValue
    Visible body(Visible visible, Column column) {
        var inFirst = arm(visible, column);
        var atEnd = tokens.at(SET_OPERATIONS) ? visible : inFirst;
        while (tokens.at(SET_OPERATIONS)) {
            tokens.next();
            if (!tokens.accept("all")) {
                tokens.accept("distinct");
            }
            arm(visible, column);
        }
        while (true) {
            if (tokens.at(LAST)) {
                tokens.next();
                grammar.expressions.scan(atEnd, Stop.AT_CLAUSE);
            } else if (tokens.at("for")) {
                lock();
            } else {
                return atEnd;
            }
        }
    }

    @CanIgnoreReturnValue
    private Visible arm(Visible visible, Column column) {
        if (tokens.atSymbol("(")) {
            return grammar.deeper(() -> {
                tokens.next();
                var inside = body(with(visible), column);
                tokens.expectSymbol(")");
                return inside;
            });
        }
        if (tokens.accept("select")) {
            select(visible, column);
        } else if (tokens.accept("values")) {
            values(visible, column);
        } else if (tokens.at("table")) {
            table(visible, column);
        } else {
            throw tokens.refused(tokens.current(), "only rows can be read and changed here");
        }
        return visible;
    }

    private void select(Visible visible, Column column) {
        if (!tokens.accept("all") && tokens.accept("distinct") && tokens.accept("on")) {
            grammar.expressions.group(visible);
        }
        var first = tokens.current();
        grammar.expressions.scan(visible, Stop.AT_CLAUSE);
        if (column.isWanted()) {
            if (tokens.current().equals(first)) {
                throw tokens.refused(first, "a query without columns");
            }
            grammar.edits.insert(tokens.ahead(-1).end(), column.afterOthers());
        }
        if (tokens.at("into")) {
            throw tokens.refused(tokens.current(), "SELECT INTO makes a table");
        }
        if (tokens.accept("from")) {
            grammar.tables.list(visible);
        }
        while (tokens.at(AFTER_FROM)) {
            tokens.next();
            grammar.expressions.scan(visible, Stop.AT_CLAUSE);
        }
    }

    private void values(Visible visible, Column column) {
        do {
            tokens.expectSymbol("(");
            grammar.deeper(() -> grammar.expressions.scan(visible, Stop.AT_END));
            if (column.isWanted()) {
                grammar.edits.insert(tokens.current().start(), column.afterOthers());
            }
            tokens.expectSymbol(")");
        } while (tokens.acceptSymbol(","));
    }

    /** {@code TABLE t} is {@code SELECT * FROM t}. */
    private void table(Visible visible, Column column) {
        int start = tokens.next().start();
        int nameStart = tokens.current().start();
        var found = grammar.relations.read(visible);
        int end = tokens.ahead(-1).end();
        var rows = found.named()
                .flatMap(named -> grammar.relations
                        .own(named, found.only())
                        .map(own -> own + " " + Keywords.quoted(named.relation().name())))
                .orElseGet(() -> tokens.statement().substring(nameStart, end));
        grammar.edits.replace(start, end, "SELECT *" + column.afterOthers() + " FROM " + rows);
    }

    /** FOR UPDATE and its like. */
    private void lock() {
        grammar.facts.plainRead = false;
        tokens.expect("for");
        while (tokens.at(LOCKS)) {
            tokens.next();
        }
        if (tokens.accept("of")) {
            names();
        }
        if (tokens.accept("skip")) {
            tokens.expect("locked");
        } else {
            tokens.accept("nowait");
        }
    }

    /**
     * A column that every arm of a query gets after its own, for INSERT.
     *
     * @param expression empty for none
     */
    record Column(String expression) {
        static final Column NONE = new Column("");

        boolean isWanted() {
            return !expression.isEmpty();
        }

        String afterOthers() {
            return isWanted() ? ", " + expression : "";
        }
    }
}
