package dev.tenantry.feature.audit;

import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code audit_seals}: added and read, never changed. */
final class SealRepository {
    // Only while its last event is there: of a tenant that is just being taken away nothing stays behind.
    private static final String INSERT = """
            INSERT INTO audit_seals (number, sealed_at, cluster, last_xact, event_ids, digests, previous, head, key_id, mac)
            SELECT $1::bigint, $2::timestamptz, $3::bigint, $4::bigint, $5::uuid[], $6::bytea, $7::bytea, $8::bytea,
                   $9::text, $10::bytea
            FROM audit_events WHERE id = $11
            """;
    private static final String LAST = """
            SELECT number, sealed_at, cluster, last_xact, event_ids, digests, previous, head, key_id, mac
            FROM audit_seals ORDER BY number DESC LIMIT 1
            """;
    private static final String LAST_OF_CLUSTER = """
            SELECT number, sealed_at, cluster, last_xact, event_ids, digests, previous, head, key_id, mac
            FROM audit_seals WHERE cluster = $1 ORDER BY number DESC LIMIT 1
            """;
    private static final String AFTER = """
            SELECT number, sealed_at, cluster, last_xact, event_ids, digests, previous, head, key_id, mac
            FROM audit_seals WHERE number > $1 ORDER BY number LIMIT $2
            """;
    private static final String BY_NUMBERS = """
            SELECT number, sealed_at, cluster, last_xact, event_ids, digests, previous, head, key_id, mac
            FROM audit_seals WHERE number = ANY ($1)
            """;

    /** Fails with {@code CONFLICT} when there is one of that number. */
    Future<Integer> insert(Sql sql, Seal seal) {
        return sql.change(
                INSERT,
                seal.number(),
                seal.sealedAt().atOffset(ZoneOffset.UTC),
                seal.last().cluster(),
                seal.last().xact(),
                seal.events().toArray(UUID[]::new),
                seal.digests(),
                seal.previous(),
                seal.head(),
                seal.keyId(),
                seal.mac(),
                seal.last().id());
    }

    Future<Optional<Seal>> last(Sql sql) {
        return sql.first(LAST, SealRepository::read);
    }

    Future<Optional<Seal>> lastOf(Sql sql, long cluster) {
        return sql.first(LAST_OF_CLUSTER, SealRepository::read, cluster);
    }

    Future<List<Seal>> after(Sql sql, long number, int most) {
        return sql.list(AFTER, SealRepository::read, number, most);
    }

    Future<List<Seal>> byNumbers(Sql sql, Collection<Long> numbers) {
        return sql.list(BY_NUMBERS, SealRepository::read, (Object) numbers.toArray(Long[]::new));
    }

    private static Seal read(Row row) {
        var events = List.of(row.getArrayOfUUIDs("event_ids"));
        var lastEvent = events.isEmpty() ? new UUID(0, 0) : events.get(events.size() - 1);
        return new Seal(
                row.getLong("number"),
                row.get(OffsetDateTime.class, "sealed_at").toInstant(),
                new Position(row.getLong("cluster"), row.getLong("last_xact"), lastEvent),
                events,
                row.getBuffer("digests"),
                row.getBuffer("previous"),
                row.getBuffer("head"),
                row.getString("key_id"),
                row.getBuffer("mac"));
    }
}
