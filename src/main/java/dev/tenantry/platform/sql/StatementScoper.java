package dev.tenantry.platform.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns a feature's statement into the one that is sent for a tenant, once per text. It refuses what could leave the
 * tenant set for the transaction: a second statement, anything but reading and changing rows, PostgreSQL's own catalogue
 * and functions that change settings or open other doors. Row security does the scoping of what passes. The words are
 * looked for anywhere in the text, also where they would be harmless: better one statement refused than one let through.
 */
final class StatementScoper {
    private static final int REMEMBERED = 10_000;
    private static final Pattern KIND =
            Pattern.compile("\\s*(?:SELECT|INSERT|UPDATE|DELETE|MERGE|VALUES|WITH)\\b", Pattern.CASE_INSENSITIVE);
    private static final String REFUSED = ";|U&[\"']|\\bpg_\\w+|\\binformation_schema\\b|\\bset_config\\b|\\bdblink\\w*"
            + "|\\w+_to_xml\\w*|\\blo_\\w+|\\bINTO\\s+(?:TEMP|TEMPORARY|UNLOGGED|TABLE)\\b";
    private final Cache<String, ScopedStatement> scoped =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Pattern refused;

    /** @param otherTables tables without a tenant, which this door does not lead to */
    StatementScoper(Set<String> otherTables) {
        var tables = otherTables.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        refused = Pattern.compile(
                tables.isEmpty() ? REFUSED : REFUSED + "|\\b(?:" + tables + ")\\b", Pattern.CASE_INSENSITIVE);
    }

    ScopedStatement scope(String statement) {
        return scoped.get(statement, this::check);
    }

    private ScopedStatement check(String statement) {
        if (!KIND.matcher(statement).lookingAt()) {
            throw new StatementRefused(statement, 0, "only rows can be read and changed here");
        }
        var found = refused.matcher(statement);
        if (found.find()) {
            throw new StatementRefused(statement, found.start(), "\"" + found.group() + "\" is not allowed here");
        }
        return new ScopedStatement(statement);
    }
}
