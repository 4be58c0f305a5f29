package dev.tenantry.platform.sql.scope;

import dev.tenantry.platform.sql.text.Tokens;
import java.util.Optional;

/** A table as it is named in a statement: {@code ONLY (t)}, {@code ONLY t}, {@code t *} or just {@code t}. */
record TableName(Tokens tokens, Relations relations) {

    /** @param named none for the name of a WITH query */
    record Found(Optional<Relations.Named> named, boolean only) {}

    Found read(Visible visible) {
        boolean only = tokens.accept("only");
        boolean inParentheses = only && tokens.acceptSymbol("(");
        var named = relations.named(visible);
        if (inParentheses) {
            tokens.expectSymbol(")");
        }
        if (!only && tokens.current().isOperator("*")) {
            tokens.next();
        }
        return new Found(named, only);
    }
}
