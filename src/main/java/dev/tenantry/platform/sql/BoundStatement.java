package dev.tenantry.platform.sql;

import dev.tenantry.platform.sql.scope.ScopedStatement;
import dev.tenantry.platform.sql.scope.ScopedStatement.Form;
import dev.tenantry.platform.sql.text.StatementRefused;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/**
 * A scoped statement with all its values: the caller's, then the tenant's.
 *
 * @param ofTenant whether the last value is the tenant's id
 */
record BoundStatement(String text, Tuple values, boolean ofTenant, Form form) {

    static BoundStatement of(TenantId tenant, String original, ScopedStatement scoped, Tuple values) {
        checkCount(original, scoped, values);
        var all = scoped.ofTenant() ? withTenant(values, tenant) : values;
        return new BoundStatement(scoped.text(), all, scoped.ofTenant(), scoped.form());
    }

    static BoundStatement withoutTenant(String original, ScopedStatement scoped, Tuple values) {
        if (scoped.ofTenant()) {
            throw new StatementRefused(original, 0, "a tenant's table is used and no tenant is given");
        }
        checkCount(original, scoped, values);
        return new BoundStatement(scoped.text(), values, false, scoped.form());
    }

    /** Whether PostgreSQL alone can refuse it: the client has nothing to say to texts where a text is asked for. */
    boolean isSentInAnyCase() {
        if (form != Form.TEXT_ALONE) {
            return false;
        }
        for (int i = 0; i < values.size() - (ofTenant ? 1 : 0); i++) {
            var value = values.getValue(i);
            if (value != null && !(value instanceof String)) {
                return false;
            }
        }
        return true;
    }

    Future<RowSet<Row>> on(SqlConnection connection) {
        return connection.preparedQuery(text).execute(values);
    }

    /** The same statement with the values of many rows. */
    static Future<RowSet<Row>> all(List<BoundStatement> rows, SqlConnection connection) {
        return connection
                .preparedQuery(rows.get(0).text())
                .executeBatch(rows.stream().map(BoundStatement::values).toList());
    }

    private static Tuple withTenant(Tuple values, TenantId tenant) {
        var all = new Object[values.size() + 1];
        for (int i = 0; i < values.size(); i++) {
            all[i] = values.getValue(i);
        }
        all[values.size()] = tenant.value();
        return Tuple.wrap(all);
    }

    /** One value too many would be taken for the tenant's, or the tenant for one of the caller's. */
    private static void checkCount(String original, ScopedStatement scoped, Tuple values) {
        if (values.size() != scoped.values()) {
            throw new StatementRefused(
                    original, 0, "it has " + scoped.values() + " parameters and is given " + values.size() + " values");
        }
    }
}
