package dev.tenantry.isolation.generator;

import java.util.List;
import java.util.stream.IntStream;

/** Expressions of a type, with a query in any place that may hold one. */
final class Expressions {
    private final Making making;

    Expressions(Making making) {
        this.making = making;
    }

    private Dice dice() {
        return making.dice;
    }

    Tree of(Type type, Scope scope, int depth) {
        if (depth <= 0 || dice().percent(25)) {
            return leaf(type, scope);
        }
        if (making.roomForQuery(depth) && dice().percent(30)) {
            return scalar(type, scope, depth).or(leaf(type, scope));
        }
        var made = switch (type) {
            case INT -> number(scope, depth - 1);
            case TEXT -> text(scope, depth - 1);
            case BOOL -> condition(scope, depth - 1);
            case JSON -> json(scope, depth - 1);
            case TENANT -> leaf(type, scope);
        };
        return made.or(leaf(type, scope));
    }

    List<Tree> each(List<Type> types, Scope scope, int depth) {
        return types.stream().map(type -> of(type, scope, depth)).toList();
    }

    Tree leaf(Type type, Scope scope) {
        var columns = scope.columns(type);
        if (columns.isEmpty() && !scope.columns(Type.INT).isEmpty() && dice().percent(90)) {
            return ofColumn(type, dice().pick(scope.columns(Type.INT)), scope);
        }
        return columns.isEmpty() || dice().percent(10)
                ? literal(type)
                : Tree.of(dice().pick(columns)).or(plain(type));
    }

    /** What is not the same for all rows is what PostgreSQL cannot leave out. */
    private Tree ofColumn(Type type, String column, Scope scope) {
        return switch (type) {
            case BOOL ->
                dice().make(
                                () -> Tree.of(
                                        "(",
                                        column,
                                        dice().pick("> 0", ">= 2", "<> 3", "< 200", "IS NOT NULL", "> -5"),
                                        ")"),
                                () -> Tree.of(
                                        "(",
                                        column,
                                        dice().pick("<=", "<>", ">="),
                                        dice().pick(scope.columns(Type.INT)),
                                        ")"))
                        .or("TRUE");
            case JSON -> Tree.of("to_jsonb (", column, ")").or(plain(type));
            case TEXT -> Tree.of("(", column, ")::text").or(plain(type));
            case INT, TENANT -> literal(type);
        };
    }

    private static String plain(Type type) {
        return switch (type) {
            case INT -> "1";
            case TEXT -> "'a'";
            case BOOL -> "TRUE";
            case JSON -> "'{}'::jsonb";
            case TENANT -> "NULL::uuid";
        };
    }

    private Tree literal(Type type) {
        return switch (type) {
            case INT ->
                dice().percent(20)
                        ? Tree.parameter(String.valueOf(dice().below(9)))
                        : Tree.of(dice().pick("1", "2", "0x3", "4", "(-1)", "NULL::int"));
            case TEXT ->
                Tree.of(dice().pick(
                                "'name1'",
                                "'it''s'",
                                "E'a\\'b'",
                                "$$a'b$$",
                                "$q$;$$--$q$",
                                "'\\'",
                                "'FROM'",
                                "NULL::text",
                                "'$1'"));
            case BOOL -> Tree.of(dice().pick("TRUE", "TRUE", "TRUE", "FALSE", "NULL::boolean"));
            case JSON -> Tree.of(dice().pick("'{\"k\":1}'::jsonb", "'[1,2]'::jsonb"));
            case TENANT -> Tree.of("'33333333-3333-4333-8333-333333333333'::uuid");
        };
    }

    private Tree scalar(Type type, Scope scope, int depth) {
        if (type == Type.TENANT) {
            return leaf(type, scope);
        }
        return making.queries.scalar(type, scope, depth - 1);
    }

    private Tree number(Scope scope, int depth) {
        var a = of(Type.INT, scope, depth);
        var b = of(Type.INT, scope, depth);
        return dice().make(
                        () -> Tree.of("(", a, dice().pick("+", "-", "#", "&"), b, ")")
                                .or(a, b),
                        () -> Tree.of("-", a).or(a),
                        () -> Tree.of("CASE WHEN", of(Type.BOOL, scope, depth), "THEN", a, "ELSE", b, "END")
                                .or(a, b),
                        () -> Tree.of("CASE", a, "WHEN", b, "THEN", of(Type.INT, scope, depth), "END")
                                .or(a, b),
                        () -> Tree.of("COALESCE (", a, ",", b, ")").or(a, b),
                        () -> Tree.of("GREATEST (", a, ",", b, ")").or(a, b),
                        () -> Tree.of("NULLIF (", a, ",", b, ")").or(a, b),
                        () -> Tree.of("length (", of(Type.TEXT, scope, depth), ")"),
                        () -> Tree.of("POSITION ( 'a' IN", of(Type.TEXT, scope, depth), ")"),
                        () -> Tree.of("EXTRACT ( DAY FROM date '2026-01-05' +", "(", a, ")::int", ")::int"),
                        () -> Tree.of("( ARRAY [", a, ",", b, "] ) [ (", of(Type.INT, scope, depth), ")::int ]"),
                        () -> Tree.of("( ARRAY (", making.queries.ordered(Type.INT, scope, depth), ") ) [ 1 ]"),
                        () -> Tree.of("jsonb_array_length ( jsonb_build_array (", a, ",", b, ") )"));
    }

    private Tree text(Scope scope, int depth) {
        var a = of(Type.TEXT, scope, depth);
        return dice().make(
                        () -> Tree.of("(", a, "||", of(Type.TEXT, scope, depth), ")")
                                .or(a),
                        () -> Tree.of(dice().pick("upper (", "lower (", "md5 ("), a, ")")
                                .or(a),
                        () -> Tree.of("(", of(Type.INT, scope, depth), ")::text"),
                        () -> Tree.of("CAST (", of(Type.JSON, scope, depth), "AS text )"),
                        () -> Tree.of("SUBSTRING (", a, "FROM 1 FOR 3 )").or(a),
                        () -> Tree.of("TRIM ( BOTH 'n' FROM", a, ")").or(a),
                        () -> Tree.of("OVERLAY (", a, "PLACING 'x' FROM 1 )").or(a),
                        () -> Tree.of("(", of(Type.JSON, scope, depth), "->> 'k' )"),
                        () -> Tree.of("(", a, "COLLATE \"C\" )").or(a),
                        () -> Tree.of(
                                "array_to_string ( ARRAY (",
                                making.queries.ordered(Type.TEXT, scope, depth),
                                ") , ',' )"));
    }

    private Tree json(Scope scope, int depth) {
        return dice().make(
                        () -> Tree.of("to_jsonb (", of(Type.INT, scope, depth), ")"),
                        () -> Tree.of("jsonb_build_object ( 'k' ,", of(Type.TEXT, scope, depth), ")"),
                        () -> Tree.of(
                                "jsonb_build_array (",
                                of(Type.INT, scope, depth),
                                ",",
                                of(Type.BOOL, scope, depth),
                                ")"),
                        () -> Tree.of(
                                "to_jsonb ( ROW (",
                                of(Type.INT, scope, depth),
                                ",",
                                of(Type.TEXT, scope, depth),
                                ") )"));
    }

    Tree condition(Scope scope, int depth) {
        if (making.roomForQuery(depth) && dice().percent(40)) {
            return withQuery(scope, depth);
        }
        var a = of(Type.INT, scope, depth);
        var b = of(Type.INT, scope, depth);
        var text = of(Type.TEXT, scope, depth);
        var one = of(Type.BOOL, scope, depth);
        return dice().make(
                        () -> Tree.of("(", a, dice().pick("=", "<", ">", "<>", "!=", "<=", ">="), b, ")"),
                        () -> Tree.of(
                                "(",
                                text,
                                dice().pick("=", "<", ">", "LIKE", "~~", "IS DISTINCT FROM"),
                                of(Type.TEXT, scope, depth),
                                ")"),
                        () -> Tree.of("(", one, dice().pick("AND", "OR"), of(Type.BOOL, scope, depth), ")")
                                .or(one),
                        () -> Tree.of("( NOT", one, ")").or(one),
                        () -> Tree.of("(", a, dice().pick("IS NULL", "IS NOT NULL"), ")"),
                        () -> Tree.of("(", one, dice().pick("IS TRUE", "IS NOT FALSE", "IS UNKNOWN"), ")")
                                .or(one),
                        () -> Tree.of("(", a, "IS", dice().pick("", "NOT"), "DISTINCT FROM", b, ")"),
                        () -> Tree.of(
                                "(",
                                a,
                                dice().pick("BETWEEN", "NOT BETWEEN SYMMETRIC"),
                                b,
                                "AND",
                                of(Type.INT, scope, depth),
                                ")"),
                        () -> Tree.of("(", a, "IN (", b, ", 2 , 3 ) )"),
                        () -> Tree.of("( ROW (", a, ",", text, ") >= ROW (", b, ", 'm' ) )"),
                        () -> Tree.of(
                                "(", leaf(Type.TENANT, scope), dice().pick("=", "<>"), leaf(Type.TENANT, scope), ")"),
                        () -> Tree.of(
                                "(",
                                of(Type.JSON, scope, depth),
                                dice().pick("@>", "<@", "="),
                                of(Type.JSON, scope, depth),
                                ")"));
    }

    private Tree withQuery(Scope scope, int depth) {
        var a = of(Type.INT, scope, depth);
        return dice().make(
                        () -> Tree.of(dice().pick("EXISTS (", "NOT EXISTS ("), query(scope, depth, Type.INT), ")"),
                        () -> Tree.of("(", a, dice().pick("IN (", "NOT IN ("), query(scope, depth, Type.INT), ") )"),
                        () -> Tree.of(
                                "(",
                                a,
                                dice().pick("= ANY (", "< SOME (", ">= ALL ("),
                                query(scope, depth, Type.INT),
                                ") )"),
                        () -> Tree.of("(", a, "= ANY ( ARRAY (", query(scope, depth, Type.INT), ") ) )"),
                        () -> Tree.of("(", making.queries.scalar(Type.INT, scope, depth), "IN (", a, ", 2 ) )"),
                        () -> Tree.of(
                                "( (",
                                a,
                                ",",
                                of(Type.TEXT, scope, depth),
                                ") IN (",
                                query(scope, depth, Type.INT, Type.TEXT),
                                ") )"),
                        () -> Tree.of(
                                "( (",
                                a,
                                ", 1 ) <= (",
                                making.queries.one(List.of(Type.INT, Type.INT), scope, depth),
                                ") )"),
                        () -> Tree.of("(", a, "BETWEEN", making.queries.scalar(Type.INT, scope, depth), "AND", a, ")"),
                        () -> Tree.of(
                                "(",
                                making.queries.scalar(Type.TEXT, scope, depth),
                                "IS NOT DISTINCT FROM",
                                of(Type.TEXT, scope, depth),
                                ")"),
                        () -> Tree.of("(", making.queries.scalar(Type.INT, scope, depth), "IS NULL )"));
    }

    private Tree query(Scope scope, int depth, Type... types) {
        return making.queries.query(List.of(types), scope, depth - 1);
    }

    /** An aggregate: one value of the rows in FROM, whatever their order. */
    Tree aggregate(Type type, Scope around, int depth) {
        var scope = around.own();
        var value = of(type, scope, depth - 1);
        var filter = dice().percent(30)
                ? Tree.optional("FILTER ( WHERE", of(Type.BOOL, scope, depth - 1), ")")
                : Tree.NOTHING;
        return switch (type) {
            case INT ->
                Tree.of(
                        "(",
                        dice().make(
                                        () -> Tree.of("sum (", value, ")", filter),
                                        () -> Tree.of("count ( DISTINCT", value, ")", filter),
                                        () -> Tree.of("count ( * )", filter),
                                        () -> Tree.of(
                                                "percentile_disc ( 0.5 ) WITHIN GROUP ( ORDER BY", value, ")", filter),
                                        () -> Tree.of(dice().pick("min (", "max ("), value, ")", filter)),
                        ")::int");
            case TEXT ->
                dice().make(
                                () -> Tree.of(dice().pick("min (", "max ("), value, ")", filter),
                                () -> Tree.of("string_agg (", value, ", ',' ORDER BY", value, ")", filter));
            case BOOL -> Tree.of(dice().pick("bool_and (", "bool_or ("), value, ")", filter);
            case JSON -> Tree.of("jsonb_agg (", value, "ORDER BY", value, ")", filter);
            case TENANT -> throw new IllegalArgumentException("no aggregate");
        };
    }

    /** A window function whose value does not depend on the order of equal rows. */
    Tree window(Scope scope, int depth) {
        var value = of(Type.INT, scope, depth - 1);
        var over = Tree.of(
                "OVER (",
                Tree.optional("PARTITION BY", of(dice().pick(Type.INT, Type.TEXT), scope, depth - 1)),
                Tree.optional("ORDER BY", of(Type.INT, scope, depth - 1)),
                ")");
        return Tree.of(
                        "(",
                        dice().pick(Tree.of("sum (", value, ")"), Tree.of("rank ( )"), Tree.of("count ( * )")),
                        over,
                        ")::int")
                .or("1");
    }

    static List<Type> types(Dice dice, int most) {
        return IntStream.rangeClosed(0, dice.below(most))
                .mapToObj(i -> dice.pick(Type.INT, Type.INT, Type.TEXT, Type.TEXT, Type.BOOL, Type.JSON))
                .toList();
    }
}
