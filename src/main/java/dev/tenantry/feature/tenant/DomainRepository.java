package dev.tenantry.feature.tenant;

import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code domains}, and of {@code verified_domains}, a table without a tenant. */
final class DomainRepository {
    private static final String PAGE = """
            SELECT d.id, d.domain, d.proof, d.created_at, v.verified_at
            FROM domains d LEFT JOIN verified_domains v ON v.claim = d.id AND v.domain = d.domain
            WHERE d.id < $1 ORDER BY d.id DESC LIMIT $2
            """;
    private static final String BY_ID = """
            SELECT d.id, d.domain, d.proof, d.created_at, v.verified_at
            FROM domains d LEFT JOIN verified_domains v ON v.claim = d.id AND v.domain = d.domain
            WHERE d.id = $1
            """;
    private static final String COUNT = """
            SELECT count(*) AS number FROM domains
            """;
    private static final String INSERT = """
            INSERT INTO domains (id, domain, proof) VALUES ($1, $2, $3)
            """;
    private static final String DELETE = """
            DELETE FROM domains WHERE id = $1 RETURNING domain
            """;

    private static final String HOLDER = """
            SELECT v.domain, v.of_tenant, v.claim, v.proof, v.failures FROM verified_domains v WHERE v.domain = $1
            """;

    // Whoever held it before has been looked up: it must still be the same.
    private static final String TAKE = """
            INSERT INTO verified_domains AS v (domain, of_tenant, claim, proof) VALUES ($1, $2, $3, $4)
            ON CONFLICT (domain) DO UPDATE SET of_tenant = excluded.of_tenant, claim = excluded.claim,
                proof = excluded.proof, verified_at = now(), checked_at = now(), failures = 0
            WHERE v.claim = $5
            """;
    private static final String RENEW = """
            UPDATE verified_domains SET checked_at = now(), failures = 0 WHERE domain = $1 AND claim = $2
            """;
    private static final String PUT_OFF = """
            UPDATE verified_domains SET checked_at = now() WHERE domain = $1 AND claim = $2
            """;

    // Of two nodes that have looked at once, one counts.
    private static final String FAIL = """
            UPDATE verified_domains SET checked_at = now(), failures = failures + 1
            WHERE domain = $1 AND claim = $2 AND failures = $3
            """;
    private static final String LOSE = """
            DELETE FROM verified_domains WHERE domain = $1 AND claim = $2 AND failures = $3
            """;
    private static final String UNCHECKED = """
            SELECT v.domain, v.of_tenant, v.claim, v.proof, v.failures FROM verified_domains v
            WHERE v.checked_at < now() - make_interval(days => 1) ORDER BY v.checked_at LIMIT 200
            """;

    /**
     * Whose a domain is.
     *
     * @param failures how often in a row the record has not been found since
     */
    record Holder(DomainName name, UUID tenant, UUID claim, String proof, int failures) {}

    Future<List<Domain>> page(Sql sql, UUID before, int rows) {
        return sql.list(PAGE, DomainRepository::read, before, rows);
    }

    Future<Optional<Domain>> byId(Sql sql, UUID id) {
        return sql.first(BY_ID, DomainRepository::read, id);
    }

    Future<Long> count(Sql sql) {
        return sql.first(COUNT, row -> row.getLong("number")).map(Optional::orElseThrow);
    }

    Future<Integer> insert(Sql sql, UUID id, DomainName name, String proof) {
        return sql.change(INSERT, id, name.value(), proof);
    }

    /** Which one it was. Where it was proved, that goes with it. */
    Future<Optional<DomainName>> delete(Sql sql, UUID id) {
        return sql.first(DELETE, row -> new DomainName(row.getString("domain")), id);
    }

    Future<Optional<Holder>> holder(Sql sql, DomainName name) {
        return sql.first(HOLDER, DomainRepository::readHolder, name.value());
    }

    /** Whether nobody had it but that claim, if any. */
    Future<Boolean> take(Sql sql, TenantId tenant, Domain domain, Optional<UUID> from) {
        return sql.change(
                        TAKE,
                        domain.name().value(),
                        tenant.value(),
                        domain.id(),
                        domain.proof(),
                        from.orElse(domain.id()))
                .map(rows -> rows > 0);
    }

    Future<Integer> renew(Sql sql, Holder holder) {
        return sql.change(RENEW, holder.name.value(), holder.claim);
    }

    Future<Integer> putOff(Sql sql, Holder holder) {
        return sql.change(PUT_OFF, holder.name.value(), holder.claim);
    }

    Future<Integer> fail(Sql sql, Holder holder) {
        return sql.change(FAIL, holder.name.value(), holder.claim, holder.failures);
    }

    /** Whether it was still theirs. */
    Future<Boolean> lose(Sql sql, Holder holder) {
        return sql.change(LOSE, holder.name.value(), holder.claim, holder.failures)
                .map(rows -> rows > 0);
    }

    /** Some of those that nobody has checked for a day. */
    Future<List<Holder>> unchecked(Sql sql) {
        return sql.list(UNCHECKED, DomainRepository::readHolder);
    }

    private static Domain read(Row row) {
        return new Domain(
                row.getUUID("id"),
                new DomainName(row.getString("domain")),
                row.getString("proof"),
                row.get(OffsetDateTime.class, "created_at").toInstant(),
                Optional.ofNullable(row.get(OffsetDateTime.class, "verified_at"))
                        .map(OffsetDateTime::toInstant));
    }

    private static Holder readHolder(Row row) {
        return new Holder(
                new DomainName(row.getString("domain")),
                row.getUUID("of_tenant"),
                row.getUUID("claim"),
                row.getString("proof"),
                row.getInteger("failures"));
    }
}
