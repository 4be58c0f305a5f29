package dev.tenantry.platform.sql;

import dev.tenantry.platform.sql.scope.ScopedStatement;
import dev.tenantry.platform.sql.scope.ScopedStatement.Form;
import dev.tenantry.platform.sql.text.StatementRefused;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.sqlclient.Tuple;

/** A scoped statement with all its values: the caller's, then the tenant's. */
record BoundStatement(String text, Tuple values, Form form) {

    static BoundStatement of(TenantId tenant, String original, ScopedStatement scoped, Tuple values) {
        checkCount(original, scoped, values);
        var all = scoped.ofTenant() ? withTenant(values, tenant) : values;
        return new BoundStatement(scoped.text(), all, scoped.form());
    }

    static BoundStatement withoutTenant(String original, ScopedStatement scoped, Tuple values) {
        if (scoped.ofTenant()) {
            throw new StatementRefused(original, 0, "a tenant's table is used and no tenant is given");
        }
        checkCount(original, scoped, values);
        return new BoundStatement(scoped.text(), values, scoped.form());
    }

    private static Tuple withTenant(Tuple values, TenantId tenant) {
        var all = Tuple.tuple();
        for (int i = 0; i < values.size(); i++) {
            all.addValue(values.getValue(i));
        }
        return all.addValue(tenant.value());
    }

    /** One value too many would be taken for the tenant's, or the tenant for one of the caller's. */
    private static void checkCount(String original, ScopedStatement scoped, Tuple values) {
        if (values.size() != scoped.values()) {
            throw new StatementRefused(
                    original, 0, "it has " + scoped.values() + " parameters and is given " + values.size() + " values");
        }
    }
}
