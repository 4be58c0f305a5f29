package dev.tenantry.feature.audit;

import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.sql.TenantDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** A tenant's trail on a running server, with ways to write to it, seal it, and change it as the owner of the database can. */
final class TrailUnderTest {
    static final Secret SECRET = new Secret("a secret that is long enough for every test");
    private final TestServer server;
    final TenantContext tenant;
    final TenantDatabase database;

    TrailUnderTest(TestServer server, String slug) {
        this.server = server;
        var registered = server.tenant(slug);
        this.tenant = Await.result(server.interior().tenants().find(new TenantSlug(registered.slug())))
                .orElseThrow();
        this.database = server.interior().tenantTables();
    }

    Future<Void> happening(String what) {
        return database.of(tenant)
                .transaction(sql -> new Trail()
                        .write(
                                sql,
                                tenant,
                                Actor.SYSTEM,
                                Happening.of("thing.changed", UUID.randomUUID()).with("what", what)));
    }

    void happen(String what) {
        Await.result(happening(what).map("written"));
    }

    /** So many seals, with so many events each at the least. */
    TrailUnderTest sealed(int seals, int events) {
        for (int seal = 0; seal < seals; seal++) {
            IntStream.range(0, events).forEach(event -> happen("event " + event));
            seal();
        }
        return this;
    }

    Sealer sealer() {
        return new Sealer(database, nobody(), SECRET);
    }

    /** Until nothing is left: the server seals as well, and of two at once one looks again. */
    void seal() {
        Await.until("sealed", () -> sealAttempt() && report().unsealedEvents() == 0);
    }

    private boolean sealAttempt() {
        return Await.result(sealer().sealAll(tenant).map(true).recover(conflict -> Future.succeededFuture(true)));
    }

    TenantReport report() {
        return report(SECRET);
    }

    TenantReport report(Secret key, Secret... former) {
        return Await.result(new Verification(database, key, List.of(former)).of(tenant));
    }

    List<Finding.Kind> kinds() {
        return report().findings().stream().map(Finding::kind).toList();
    }

    /** As the owner of the database. {@code $tenant} stands for the tenant's id. */
    void tamper(String... statements) {
        for (var statement : statements) {
            TestPostgres.execute(server.database(), filled(statement));
        }
    }

    /** The first column of each row. */
    List<String> look(String query) {
        return TestPostgres.query(server.database(), filled(query)).stream()
                .map(row -> row.values().iterator().next())
                .toList();
    }

    /** The ids that a seal covers, by its place among all; -1 is the newest. */
    List<String> covered(int place) {
        var numbers = look("SELECT number FROM audit_seals WHERE tenant_id = '$tenant' ORDER BY number");
        var number = numbers.get(place < 0 ? numbers.size() + place : place);
        return look(
                "SELECT unnest(event_ids) AS id FROM audit_seals WHERE tenant_id = '$tenant' AND number = " + number);
    }

    /** The ids of a seal that covers several, in the middle where there is one: the server seals as well, and maybe only one event. */
    List<String> coveredTogether() {
        return look("SELECT unnest(event_ids) AS id FROM (SELECT event_ids FROM (SELECT event_ids, number,"
                + " number = min(number) OVER () OR number = max(number) OVER () AS at_an_end FROM audit_seals"
                + " WHERE tenant_id = '$tenant') of_all WHERE cardinality(event_ids) > 1"
                + " ORDER BY at_an_end, number LIMIT 1) one");
    }

    private String filled(String statement) {
        return statement.replace("$tenant", tenant.id().value().toString());
    }

    static AllTenants nobody() {
        return new AllTenants() {
            @Override
            public Future<List<TenantContext>> before(UUID id, int most) {
                return Future.succeededFuture(List.of());
            }

            @Override
            public Future<Optional<TenantContext>> find(TenantSlug slug) {
                return Future.succeededFuture(Optional.empty());
            }
        };
    }
}
