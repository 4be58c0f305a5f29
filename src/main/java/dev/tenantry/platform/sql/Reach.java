package dev.tenantry.platform.sql;

import dev.tenantry.platform.sql.listen.ChannelNames;
import dev.tenantry.platform.sql.scope.StatementScoper;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Whose rows a door reaches: how its statements are bound, its transactions opened and its channels named. */
record Reach(StatementScoper scoper, Optional<TenantId> tenant, ChannelNames channels) {

    BoundStatement bind(String statement, Tuple values) {
        var scoped = scoper.scope(statement);
        return tenant.map(id -> BoundStatement.of(id, statement, scoped, values))
                .orElseGet(() -> BoundStatement.withoutTenant(statement, scoped, values));
    }

    /**
     * The tenant is set inside the transaction only, so that no error, cancel or lost connection can leave it behind for the
     * next borrower. A UUID's text is hexadecimal digits and hyphens: it can stand in a simple query, and one message does
     * both.
     */
    String begin() {
        return tenant.map(id -> "BEGIN; SET LOCAL app.tenant_id = '" + id.value() + "'")
                .orElse("BEGIN");
    }
}
