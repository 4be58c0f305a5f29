package dev.tenantry.platform.sql;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.ErrorDetail;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one place that reads SQLSTATE (PostgreSQL, appendix A). */
final class SqlErrors {
    /** Serialisation failures and deadlocks, resources and locks that were not to be had, statements that took too long. */
    private static final Pattern OVERLOADED = Pattern.compile("40001|40P01|53|55P03|57014");

    /** No connection, no login, no such database, a server that only reads or is going down, a session that was ended. */
    private static final Pattern UNAVAILABLE = Pattern.compile("08|28|3D000|25006|25P03|25P04|57P");

    private SqlErrors() {}

    static Throwable translate(Throwable failure) {
        if (failure instanceof PgException error) {
            return fromState(error);
        }
        if (failure instanceof IOException
                || failure instanceof ClosedConnectionException
                || failure instanceof ConnectTimeoutException
                || isLost(failure.getMessage())) {
            return new AppException(ErrorCode.UNAVAILABLE);
        }
        // The pool has only a text for "the wait queue is full" and "no connection within the time".
        if (failure instanceof TimeoutException
                || failure instanceof RejectedExecutionException
                || isPoolLimit(failure.getMessage())) {
            return new AppException(ErrorCode.OVERLOADED);
        }
        return failure;
    }

    private static Throwable fromState(PgException error) {
        var state = String.valueOf(error.getSqlState());
        if (state.equals("23505")) {
            return new AppException(ErrorCode.CONFLICT, ErrorCode.CONFLICT.text(), details(error, "is taken already"));
        }
        if (state.equals("23503")) {
            return invalid(error, "names something that does not exist");
        }
        if (state.startsWith("22") || state.startsWith("23")) {
            return invalid(error, "has a value that cannot be stored");
        }
        if (OVERLOADED.matcher(state).lookingAt()) {
            return new AppException(ErrorCode.OVERLOADED);
        }
        return UNAVAILABLE.matcher(state).lookingAt() ? new AppException(ErrorCode.UNAVAILABLE) : error;
    }

    private static AppException invalid(PgException error, String problem) {
        return new AppException(ErrorCode.INVALID_INPUT, ErrorCode.INVALID_INPUT.text(), details(error, problem));
    }

    /**
     * Under row security PostgreSQL does not say which value was taken, only by which constraint: one that is named
     * {@code <table>_<field>} tells the field.
     */
    private static List<ErrorDetail> details(PgException error, String problem) {
        var constraint = error.getConstraint();
        var prefix = error.getTable() + "_";
        var field = constraint != null && constraint.startsWith(prefix)
                ? constraint.substring(prefix.length())
                : error.getColumn();
        return field == null ? List.of() : List.of(new ErrorDetail(field, problem));
    }

    /** The client has only a text for a connection that its pool has not missed yet, and for a pool that is closed. */
    private static boolean isLost(@Nullable String message) {
        return message != null && (message.startsWith("Connection is not active now") || message.equals("Pool closed"));
    }

    private static boolean isPoolLimit(@Nullable String message) {
        return message != null
                && (message.contains("max wait queue size")
                        || message.startsWith("Timeout")
                        || message.contains("Connection pool reached"));
    }
}
