package dev.tenantry.platform.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs statements through one door: for one tenant, or across tenants. Parameters are {@code $1, $2, …}; they are always
 * bound, never written into the text. Failures arrive as {@code AppException} where they are the caller's (a taken value is
 * {@code CONFLICT}, a value PostgreSQL cannot take {@code INVALID_INPUT}) or the surroundings' ({@code UNAVAILABLE},
 * {@code OVERLOADED}).
 */
public interface Sql {

    <T> Future<List<T>> list(String statement, Function<Row, T> reader, Object... values);

    /** The first row, if there is one. */
    <T> Future<Optional<T>> first(String statement, Function<Row, T> reader, Object... values);

    /** How many rows an INSERT, UPDATE or DELETE changed. */
    Future<Integer> change(String statement, Object... values);

    /**
     * All or nothing: committed when the Future of {@code work} succeeds, rolled back when it fails or when any statement
     * in it did. Inside a transaction it simply joins.
     */
    <T> Future<T> transaction(Function<Sql, Future<T>> work);
}
