package dev.tenantry.feature.audit;

import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code audit_events}, to be read. */
final class EventRepository {
    private static final String TELLS_OF_PURGE = """
            SELECT EXISTS (SELECT 1 FROM audit_events WHERE action = 'tenant.purged' AND object_id = $1) AS told
            """;
    private static final String PAGE = """
            SELECT id, cluster, xact, at, action, times, actor_kind, actor_id, actor_name, client_id, object_type,
                   object_id, changes::text AS changes, request_id, address
            FROM audit_events
            WHERE id < $1
              AND ($2::uuid IS NULL OR actor_id = $2)
              AND ($3::text IS NULL OR starts_with(action, $3))
              AND ($4::text IS NULL OR object_type = $4)
              AND ($5::text IS NULL OR object_id = $5)
              AND ($6::uuid IS NULL OR client_id = $6)
              AND ($7::text IS NULL OR request_id = $7)
              AND ($8::timestamptz IS NULL OR at >= $8)
              AND ($9::timestamptz IS NULL OR at < $9)
            ORDER BY id DESC LIMIT $10
            """;
    private static final String BY_IDS = """
            SELECT id, cluster, xact, at, action, times, actor_kind, actor_id, actor_name, client_id, object_type,
                   object_id, changes::text AS changes, request_id, address
            FROM audit_events WHERE id = ANY ($1)
            """;
    private static final String AFTER = """
            SELECT id, cluster, xact, at, action, times, actor_kind, actor_id, actor_name, client_id, object_type,
                   object_id, changes::text AS changes, request_id, address
            FROM audit_events WHERE cluster = $1 AND (xact, id) > ($2, $3) ORDER BY xact, id LIMIT $4
            """;
    private static final String BETWEEN = """
            SELECT id, xact FROM audit_events
            WHERE cluster = $1 AND (xact, id) > ($2, $3) AND (xact, id) <= ($4, $5) ORDER BY xact, id LIMIT $6
            """;
    private static final String TAIL = """
            SELECT count(*) AS events, min(at) AS oldest FROM audit_events WHERE cluster = $1 AND (xact, id) > ($2, $3)
            """;
    private static final String NEXT_CLUSTER = """
            SELECT cluster FROM audit_events WHERE cluster > $1 ORDER BY cluster LIMIT 1
            """;
    private static final String NOW = """
            SELECT pg_current_snapshot()::text AS snapshot, system_identifier AS cluster, clock_timestamp() AS at
            FROM pg_control_system()
            """;

    /**
     * How far the database is.
     *
     * @param horizon every transaction of the cluster with a lower number is over
     */
    record Now(long cluster, long horizon, Instant at) {
        boolean isSettled(Position position) {
            return position.cluster() != cluster || position.xact() < horizon;
        }
    }

    /** Events that no seal covers yet. */
    record Tail(long events, Optional<Instant> oldest) {}

    Future<Boolean> tellsOfPurge(Sql sql, UUID tenant) {
        return sql.first(TELLS_OF_PURGE, row -> row.getBoolean("told"), tenant.toString())
                .map(Optional::orElseThrow);
    }

    Future<Now> now(Sql sql) {
        return sql.first(
                        NOW,
                        row -> new Now(
                                row.getLong("cluster"),
                                Long.parseLong(row.getString("snapshot").split(":", 2)[0]),
                                instant(row, "at")))
                .map(Optional::orElseThrow);
    }

    Future<List<AuditEvent>> page(Sql sql, AuditFilter filter, UUID before, int rows) {
        return sql.list(
                PAGE,
                EventRepository::read,
                before,
                filter.actor(),
                filter.action(),
                filter.objectType(),
                filter.objectId(),
                filter.client(),
                filter.requestId(),
                filter.from(),
                filter.to(),
                rows);
    }

    /** In no order. */
    Future<List<AuditEvent>> byIds(Sql sql, Collection<UUID> ids) {
        return sql.list(BY_IDS, EventRepository::read, (Object) ids.toArray(UUID[]::new));
    }

    /** Of the cluster of that position. */
    Future<List<AuditEvent>> after(Sql sql, Position position, int most) {
        return sql.list(AFTER, EventRepository::read, position.cluster(), position.xact(), position.id(), most);
    }

    /** After the one, up to and with the other. */
    Future<List<Position>> between(Sql sql, Position after, Position last, int most) {
        return sql.list(
                BETWEEN,
                row -> new Position(last.cluster(), row.getLong("xact"), row.getUUID("id")),
                last.cluster(),
                after.xact(),
                after.id(),
                last.xact(),
                last.id(),
                most);
    }

    Future<Tail> tail(Sql sql, Position position) {
        return sql.first(
                        TAIL,
                        row -> new Tail(
                                row.getLong("events"),
                                Optional.ofNullable(row.get(OffsetDateTime.class, "oldest"))
                                        .map(OffsetDateTime::toInstant)),
                        position.cluster(),
                        position.xact(),
                        position.id())
                .map(Optional::orElseThrow);
    }

    /** The least cluster above that number that has counted any of the tenant's transactions. */
    Future<Optional<Long>> nextCluster(Sql sql, long above) {
        return sql.first(NEXT_CLUSTER, row -> row.getLong("cluster"), above);
    }

    private static AuditEvent read(Row row) {
        return new AuditEvent(
                new Position(row.getLong("cluster"), row.getLong("xact"), row.getUUID("id")),
                instant(row, "at"),
                row.getString("action"),
                row.getInteger("times"),
                new AuditEvent.Who(
                        row.getString("actor_kind"),
                        Optional.ofNullable(row.getUUID("actor_id")),
                        row.getString("actor_name")),
                Optional.ofNullable(row.getUUID("client_id")),
                new AuditEvent.What(row.getString("object_type"), row.getString("object_id")),
                row.getString("changes"),
                row.getString("request_id"),
                row.getString("address"));
    }

    private static Instant instant(Row row, String column) {
        return row.get(OffsetDateTime.class, column).toInstant();
    }
}
