package dev.tenantry.platform.sql.scope;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tenantry.platform.sql.scope.Grammar.Facts;
import dev.tenantry.platform.sql.scope.ScopedStatement.Form;
import dev.tenantry.platform.sql.text.StatementRefused;
import dev.tenantry.platform.sql.text.Tokens;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Turns a statement into the one that is sent for a tenant, once per text. */
public final class StatementScoper {
    private static final long REMEMBERED_CHARACTERS = 8_000_000;
    private final Supplier<Schema> schema;
    private final Predicate<Relation> open;
    private final Cache<String, ScopedStatement> scoped = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_CHARACTERS)
            .<String, ScopedStatement>weigher(
                    (text, done) -> text.length() + done.text().length())
            .build();

    /** @param open which relations without a tenant may be used */
    public StatementScoper(Supplier<Schema> schema, Predicate<Relation> open) {
        this.schema = schema;
        this.open = open;
    }

    /** @throws StatementRefused when the statement cannot be shown to stay in its tenant */
    public ScopedStatement scope(String statement) {
        return scoped.get(statement, this::make);
    }

    private ScopedStatement make(String statement) {
        var tokens = new Tokens(statement);
        int values = tokens.highestParameter();
        var facts = new Facts(values);
        var text = Grammar.ofStatement(tokens, facts, schema.get(), open).scoped();
        return new ScopedStatement(text, values, facts.ofTenant, form(facts, tokens));
    }

    private static Form form(Facts facts, Tokens tokens) {
        if (facts.plainRead) {
            return Form.PLAIN_READ;
        }
        return tokens.changesByTextAlone() ? Form.TEXT_ALONE : Form.OTHER;
    }
}
