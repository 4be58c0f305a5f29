package dev.tenantry.platform.revocation;

import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A transaction that takes something away, for one tenant. */
public final class Revoking {
    private final Sql sql;
    private final TenantId tenant;
    private final RevocationRepository rows;
    private final List<Revoked> written = new ArrayList<>();

    Revoking(Sql sql, TenantContext tenant, RevocationRepository rows) {
        this.sql = sql;
        this.tenant = tenant.id();
        this.rows = rows;
    }

    /** The transaction's SQL, for the change that is the reason. */
    public Sql sql() {
        return sql;
    }

    /** Tells every node, when the transaction commits. */
    public Future<Void> tell(Revoked.Kind kind, UUID subject) {
        var revoked = new Revoked(tenant, kind, subject);
        written.add(revoked);
        return rows.insert(sql, revoked).mapEmpty();
    }

    List<Revoked> written() {
        return List.copyOf(written);
    }
}
