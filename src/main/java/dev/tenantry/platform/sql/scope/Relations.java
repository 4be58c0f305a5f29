package dev.tenantry.platform.sql.scope;

import dev.tenantry.platform.sql.scope.Grammar.Facts;
import dev.tenantry.platform.sql.text.Keywords;
import dev.tenantry.platform.sql.text.StatementRefused;
import dev.tenantry.platform.sql.text.Token;
import dev.tenantry.platform.sql.text.Tokens;
import java.util.Optional;
import java.util.function.Predicate;

/** What stands in place of a relation that is read, and which ones may be. */
final class Relations {
    private final Tokens tokens;
    private final Facts facts;
    private final Schema schema;
    private final Predicate<Relation> open;
    private final boolean ofView;

    /** @param ofView whether the text is a view's query, which sees none of the statement's WITH queries */
    Relations(Tokens tokens, Facts facts, Schema schema, Predicate<Relation> open, boolean ofView) {
        this.tokens = tokens;
        this.facts = facts;
        this.schema = schema;
        this.open = open;
        this.ofView = ofView;
    }

    /** A table as it is read or changed: {@code ONLY (t)}, {@code ONLY t}, {@code t *} or just {@code t}. */
    Found read(Visible visible) {
        boolean only = tokens.accept("only");
        boolean inParentheses = only && tokens.acceptSymbol("(");
        var named = named(visible);
        if (inParentheses) {
            tokens.expectSymbol(")");
        }
        if (!only && tokens.current().isOperator("*")) {
            tokens.next();
        }
        return new Found(named, only);
    }

    /** The relation whose name begins here, or none when it is the name of a WITH query. */
    Optional<Named> named(Visible visible) {
        var first = tokens.current();
        if (!Keywords.canNameTable(first)) {
            throw tokens.refused(first, "not understood here: a table is expected");
        }
        tokens.next();
        if (!tokens.atSymbol(".")) {
            return visible.has(first.text())
                    ? Optional.empty()
                    : Optional.of(known(first, first, schema.find(first.text()), first.text()));
        }
        tokens.next();
        var second = tokens.name();
        if (tokens.atSymbol(".")) {
            throw tokens.refused(first, "a table is named with its database");
        }
        return Optional.of(
                known(first, second, schema.find(first.text(), second.text()), first.text() + "." + second.text()));
    }

    private Named known(Token first, Token last, Optional<Relation> found, String name) {
        var relation = found.orElseThrow(() -> tokens.refused(first, "there is no table " + name + " to be used here"));
        switch (relation.kind()) {
            case TABLE, INVOKER_VIEW -> {}
            case TABLE_WITH_PARTS -> facts.plainRead = false;
            case OWNER_VIEW ->
                throw tokens.refused(first, "the view " + name + " reads with its owner's rights, past row security");
            case OTHER -> throw tokens.refused(first, name + " is no ordinary table or view");
        }
        if (relation.kind() != Relation.Kind.INVOKER_VIEW && !relation.hasTenant() && !open.test(relation)) {
            throw tokens.refused(first, "the table " + name + " has no tenant and is not to be used here");
        }
        return new Named(relation, first, last);
    }

    /**
     * What is read in place of a relation: the tenant's rows as a query in parentheses. None when it is used as it is.
     *
     * @param only whether its parts are left out
     */
    Optional<String> own(Named named, boolean only) {
        var relation = named.relation();
        if (relation.kind() == Relation.Kind.INVOKER_VIEW) {
            return relation.query().map(definition -> view(named, definition));
        }
        var name = (only ? "ONLY " : "") + qualified(relation);
        if (!relation.hasTenant()) {
            return ofView ? Optional.of(name) : Optional.empty();
        }
        return Optional.of("(SELECT * FROM %s WHERE %s)".formatted(name, condition(Keywords.quoted(relation.name()))));
    }

    /** A view's query, which is read like a statement of its own. */
    private String view(Named named, String definition) {
        var text = definition.strip();
        var query = text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
        try {
            return "(" + Grammar.ofView(new Tokens(query), facts, schema, open).scoped() + ")";
        } catch (StatementRefused refused) {
            throw tokens.refused(
                    named.first(), "the view " + named.relation().name() + " is refused: " + refused.reason());
        }
    }

    /** The tenant's condition on a table or alias, and that the statement has a tenant. */
    String condition(String alias) {
        return alias + "." + Keywords.quoted(schema.tenantColumn()) + " = " + tenant();
    }

    /** The tenant as a value for a table's tenant column. */
    String value(Relation relation) {
        return tenant() + "::" + relation.tenantType();
    }

    private String tenant() {
        facts.ofTenant = true;
        return facts.tenant;
    }

    private static String qualified(Relation relation) {
        return Keywords.quoted(relation.schema()) + "." + Keywords.quoted(relation.name());
    }

    /** @param named none for the name of a WITH query */
    record Found(Optional<Named> named, boolean only) {}

    /** A relation as a statement names it. */
    record Named(Relation relation, Token first, Token last) {}
}
