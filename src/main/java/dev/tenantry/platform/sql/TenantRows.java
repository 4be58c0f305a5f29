package dev.tenantry.platform.sql;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.flow.Repeat;
import dev.tenantry.platform.sql.scope.Relation;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Deletes everything a tenant has in one database, a portion of one table at a time. Foreign keys say in which order: a table
 * whose rows are still referred to waits for another round.
 */
final class TenantRows {
    /** The scoper lets nobody name a row's place; here both locks are written out. */
    private static final String DELETE = """
            DELETE FROM public.%s WHERE tenant_id = $1
              AND ctid = ANY (ARRAY (SELECT ctid FROM public.%1$s WHERE tenant_id = $1 LIMIT 5000))
            """;

    private final DatabasePool pool;
    private final Reach reach;
    private final Tuple tenant;

    TenantRows(DatabasePool pool, Reach reach, TenantId tenant) {
        this.pool = pool;
        this.reach = reach;
        this.tenant = Tuple.of(tenant.value());
    }

    /** @param kept tables that are left as they are */
    Future<Void> delete(Set<String> kept) {
        return round(pool.schema().relations().values().stream()
                .filter(relation -> relation.hasTenant() && !kept.contains(relation.name()))
                .filter(relation ->
                        relation.kind() == Relation.Kind.TABLE || relation.kind() == Relation.Kind.TABLE_WITH_PARTS)
                .map(relation -> "\"" + relation.name().replace("\"", "\"\"") + "\"")
                .sorted()
                .toList());
    }

    private Future<Void> round(List<String> tables) {
        var waiting = new ArrayList<String>();
        var done = Future.<Void>succeededFuture();
        for (var table : tables) {
            done = done.compose(before -> all(table))
                    .recover(failure -> isReferredTo(failure)
                            ? Future.succeededFuture(waiting.add(table)).mapEmpty()
                            : Future.failedFuture(failure));
        }
        return done.compose(over -> {
            if (waiting.isEmpty()) {
                return Future.succeededFuture();
            }
            return waiting.size() < tables.size()
                    ? round(waiting)
                    : Future.failedFuture(new IllegalStateException("Rows that refer to each other: " + waiting));
        });
    }

    private Future<Void> all(String table) {
        return Repeat.whileTrue(() -> portion(table).map(deleted -> deleted > 0));
    }

    private Future<Integer> portion(String table) {
        return pool.connections()
                .getConnection()
                .compose(connection -> portion(connection, DELETE.formatted(table)))
                .recover(failure -> Future.failedFuture(SqlErrors.translate(failure)));
    }

    private Future<Integer> portion(SqlConnection connection, String statement) {
        var begun = connection.query(reach.begin()).execute();
        var deleted = connection.preparedQuery(statement).execute(tenant);
        var committed = connection.query("COMMIT").execute();
        return Future.join(begun, deleted, committed)
                .eventually(() -> Ending.giveBack(connection, committed))
                .compose(all -> deleted)
                .map(rows -> rows.rowCount());
    }

    private static boolean isReferredTo(Throwable failure) {
        return failure instanceof AppException known && known.code() == ErrorCode.INVALID_INPUT;
    }
}
