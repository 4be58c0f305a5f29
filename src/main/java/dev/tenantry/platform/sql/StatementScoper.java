package dev.tenantry.platform.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.regex.Pattern;

/**
 * Turns a feature's statement into the one that is sent for a tenant, once per text. It refuses what could leave the
 * tenant set for the transaction: a second statement, anything but reading and changing rows, and functions that change
 * settings or open other doors. Row security does the scoping of what passes.
 */
final class StatementScoper {
    private static final int REMEMBERED = 10_000;
    private static final Pattern KIND =
            Pattern.compile("\\s*(?:SELECT|INSERT|UPDATE|DELETE|MERGE|VALUES|WITH)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern REFUSED = Pattern.compile(
            ";|set_config|dblink|_to_xml|pg_read|pg_ls|lo_import|lo_export|U&[\"']", Pattern.CASE_INSENSITIVE);
    private final Cache<String, ScopedStatement> scoped =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    ScopedStatement scope(String statement) {
        return scoped.get(statement, StatementScoper::check);
    }

    private static ScopedStatement check(String statement) {
        if (!KIND.matcher(statement).lookingAt()) {
            throw new StatementRefused(statement, 0, "only rows can be read and changed here");
        }
        var refused = REFUSED.matcher(statement);
        if (refused.find()) {
            throw new StatementRefused(statement, refused.start(), "\"" + refused.group() + "\" is not allowed");
        }
        return new ScopedStatement(statement);
    }
}
