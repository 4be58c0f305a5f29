package dev.tenantry.platform.revocation;

import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;

/** Rows of {@code revocations}, a table without a tenant: every node reads those of all tenants. */
final class RevocationRepository {
    private static final String INSERT = """
            INSERT INTO revocations (of_tenant, kind, subject) VALUES ($1, $2, $3)
            """;

    Future<Integer> insert(Sql sql, Revoked revoked) {
        return sql.change(INSERT, revoked.tenant().value(), revoked.kind().wire(), revoked.subject());
    }
}
