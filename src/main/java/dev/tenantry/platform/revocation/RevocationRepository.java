package dev.tenantry.platform.revocation;

import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code revocations}, a table without a tenant: every node reads those of all tenants. */
final class RevocationRepository {
    private static final String INSERT = """
            INSERT INTO revocations (of_tenant, kind, subject) VALUES ($1, $2, $3)
            """;

    // The snapshot is the statement's own: what it does not see is still to come for the reader of the next one.
    private static final String UNSEEN = """
            SELECT s.server, s.snapshot, r.xact, r.number, r.of_tenant, r.kind, r.subject
            FROM (SELECT pg_postmaster_start_time()::text AS server, pg_current_snapshot()::text AS snapshot) s
            LEFT JOIN LATERAL (
                SELECT xact, number, of_tenant, kind, subject FROM revocations
                WHERE (xact, number) > ($1, $2)
                  AND NOT pg_visible_in_snapshot(xact::text::xid8, $3::text::pg_snapshot)
                ORDER BY xact, number LIMIT $4
            ) r ON true
            ORDER BY r.xact, r.number
            """;
    private static final String ANY_DEAD = """
            SELECT EXISTS (
                SELECT 1 FROM revocations
                WHERE of_tenant = $1 AND subject = ANY ($2) AND kind IN ('token', 'family', 'client')
            ) AS dead
            """;
    private static final String DELETE_OLD = """
            DELETE FROM revocations WHERE at < now() - make_interval(secs => $1)
            """;

    /** A row, or none where there is no more, and by which server and in which snapshot it was read. */
    record Read(String server, String snapshot, Optional<Numbered> row) {}

    record Numbered(long xact, long number, Revoked revoked) {}

    Future<Integer> insert(Sql sql, Revoked revoked) {
        return sql.change(INSERT, revoked.tenant().value(), revoked.kind().wire(), revoked.subject());
    }

    /** In order of transaction and number, those after the given ones that the given snapshot did not see; one at least. */
    Future<List<Read>> unseen(Sql sql, long afterXact, long afterNumber, String snapshot, int most) {
        return sql.list(UNSEEN, RevocationRepository::read, afterXact, afterNumber, snapshot, (long) most);
    }

    Future<Boolean> anyDead(Sql sql, TenantId tenant, Collection<UUID> ids) {
        return sql.first(ANY_DEAD, row -> row.getBoolean("dead"), tenant.value(), ids.toArray(UUID[]::new))
                .map(Optional::orElseThrow);
    }

    Future<Integer> deleteOlderThan(Sql sql, Duration age) {
        return sql.change(DELETE_OLD, (double) age.toSeconds());
    }

    private static Read read(Row row) {
        var number = row.getLong("number");
        return new Read(
                row.getString("server"),
                row.getString("snapshot"),
                number == null
                        ? Optional.empty()
                        : Optional.of(new Numbered(
                                row.getLong("xact"),
                                number,
                                new Revoked(
                                        new TenantId(row.getUUID("of_tenant")),
                                        Revoked.Kind.ofWire(row.getString("kind")),
                                        row.getUUID("subject")))));
    }
}
