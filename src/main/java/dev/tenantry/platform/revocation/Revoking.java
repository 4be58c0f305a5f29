package dev.tenantry.platform.revocation;

import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.UUID;

/** A transaction that takes something away, for one tenant. */
public final class Revoking {
    private final Sql sql;
    private final TenantContext tenant;
    private final RevocationFeed feed;

    Revoking(Sql sql, TenantContext tenant, RevocationFeed feed) {
        this.sql = sql;
        this.tenant = tenant;
        this.feed = feed;
    }

    /** The transaction's SQL, for the change that is the reason. */
    public Sql sql() {
        return sql;
    }

    /** Tells every node, when the transaction commits. */
    public Future<Void> tell(Revoked.Kind kind, UUID subject) {
        return feed.tell(sql, tenant, kind, subject);
    }
}
