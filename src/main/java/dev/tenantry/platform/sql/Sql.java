package dev.tenantry.platform.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements through one door: for one tenant, or across tenants. Parameters are {@code $1, $2, …}; they are always
 * bound, never written into the text, and null is NULL. Failures arrive as {@code AppException} where they are the caller's
 * (a taken value is {@code CONFLICT}, a value PostgreSQL cannot take {@code INVALID_INPUT}) or the surroundings'
 * ({@code UNAVAILABLE}, {@code OVERLOADED}).
 */
public interface Sql {

    <T> Future<List<T>> list(String statement, Function<Row, T> reader, @Nullable Object... values);

    /** The first row, if there is one. */
    <T> Future<Optional<T>> first(String statement, Function<Row, T> reader, @Nullable Object... values);

    /** How many rows an INSERT, UPDATE or DELETE changed. */
    Future<Integer> change(String statement, @Nullable Object... values);

    /**
     * Sends an INSERT, UPDATE or DELETE that nobody waits for: the transaction commits only if it succeeds as well, and fails as it
     * does. Whatever comes next is sent behind it at once; so is COMMIT when it has no RETURNING, each parameter is written {@code
     * $1::text} (and cast further) and each value is a text or null. For what the rest does not depend on. Only inside a transaction.
     */
    void unawaited(String statement, @Nullable Object... values);

    /**
     * One statement with the values of many rows, in one round trip: all of them or none.
     *
     * @param rows the values of each
     * @return how many rows were changed in all
     */
    Future<Integer> batch(String statement, List<Object[]> rows);

    /**
     * Reads in portions of up to 256 rows, the next when the consumer's Future has succeeded, in a transaction of their own
     * or in this one. It holds a connection meanwhile: a consumer that takes 30 seconds for a portion loses it.
     *
     * @return how many rows there were; fails when the consumer does
     */
    <T> Future<Long> stream(
            String statement,
            Function<Row, T> reader,
            Function<List<T>, Future<?>> consumer,
            @Nullable Object... values);

    /**
     * All or nothing: committed when the Future of {@code work} succeeds, rolled back when it fails or when any statement
     * in it did. Inside a transaction it simply joins.
     */
    <T> Future<T> transaction(Function<Sql, Future<T>> work);

    /**
     * Tries a part of a transaction: when it fails, or any statement in it, what it did is undone, the returned Future fails
     * and the transaction may go on as if it had not been. Until it has ended, nothing else may run in the transaction.
     * Outside of one it is a transaction.
     */
    <T> Future<T> savepoint(Function<Sql, Future<T>> work);

    /**
     * Has something done in this process when the transaction has committed, before whoever waits for it hears of that. Must not
     * fail. Only inside a transaction.
     */
    void whenCommitted(Runnable done);

    /**
     * Tells whoever listens to the channel at the same door, for the same tenant; in a transaction, when it commits. A hint
     * that may be lost, and dear in a hot write: commits that notify wait for each other.
     *
     * @param channel a lower-case letter, then up to 27 lower-case letters, digits and {@code _}
     * @param payload shorter than 8000 bytes
     */
    Future<Void> notify(String channel, String payload);
}
