package dev.tenantry.platform.sql.text;

import java.util.Set;
import java.util.regex.Pattern;

/** The words of PostgreSQL's grammar that are no plain names (its documentation, appendix C). */
public final class Keywords {
    /** Never a name unless quoted, after a dot, or as a label after AS. */
    private static final Set<String> RESERVED = Set.of(
            "all",
            "analyse",
            "analyze",
            "and",
            "any",
            "array",
            "as",
            "asc",
            "asymmetric",
            "both",
            "case",
            "cast",
            "check",
            "collate",
            "column",
            "constraint",
            "create",
            "current_catalog",
            "current_date",
            "current_role",
            "current_time",
            "current_timestamp",
            "current_user",
            "default",
            "deferrable",
            "desc",
            "distinct",
            "do",
            "else",
            "end",
            "except",
            "false",
            "fetch",
            "for",
            "foreign",
            "from",
            "grant",
            "group",
            "having",
            "in",
            "initially",
            "intersect",
            "into",
            "lateral",
            "leading",
            "limit",
            "localtime",
            "localtimestamp",
            "not",
            "null",
            "offset",
            "on",
            "only",
            "or",
            "order",
            "placing",
            "primary",
            "references",
            "returning",
            "select",
            "session_user",
            "some",
            "symmetric",
            "table",
            "then",
            "to",
            "trailing",
            "true",
            "union",
            "unique",
            "user",
            "using",
            "variadic",
            "when",
            "where",
            "window",
            "with");

    /** Functions and types may be called so, tables and aliases not. */
    private static final Set<String> NO_TABLE = Set.of(
            "authorization",
            "binary",
            "collation",
            "concurrently",
            "cross",
            "current_schema",
            "freeze",
            "full",
            "ilike",
            "inner",
            "is",
            "isnull",
            "join",
            "left",
            "like",
            "natural",
            "notnull",
            "outer",
            "overlaps",
            "right",
            "similar",
            "tablesample",
            "verbose");

    /** Tables and columns may be called so, and yet the grammar has a use of its own for them. */
    private static final Set<String> AMBIGUOUS =
            Set.of("inout", "national", "nchar", "none", "out", "precision", "setof", "system_user", "values");

    /** A select list, or a condition, ends before these. */
    public static final Set<String> CLAUSES = Set.of(
            "from",
            "into",
            "where",
            "group",
            "having",
            "window",
            "union",
            "intersect",
            "except",
            "order",
            "limit",
            "offset",
            "fetch",
            "for",
            "on",
            "returning");

    /** How a table may be joined to the one before. */
    public static final Set<String> JOINS = Set.of("natural", "cross", "inner", "left", "right", "full", "join");

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    private Keywords() {}

    /** As it has to be written: with quotes unless it is surely none of the grammar's words. */
    public static String quoted(String name) {
        return PLAIN.matcher(name).matches()
                        && !RESERVED.contains(name)
                        && !NO_TABLE.contains(name)
                        && !AMBIGUOUS.contains(name)
                        && !Functions.allows(name)
                ? name
                : '"' + name.replace("\"", "\"\"") + '"';
    }

    public static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }

    /** Whether the token can name a table or an alias. */
    public static boolean canNameTable(Token token) {
        return token.kind() == Token.Kind.QUOTED_NAME
                || (token.kind() == Token.Kind.WORD
                        && !RESERVED.contains(token.text())
                        && !NO_TABLE.contains(token.text()));
    }
}
