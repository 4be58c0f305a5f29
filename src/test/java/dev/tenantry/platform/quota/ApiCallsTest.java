package dev.tenantry.platform.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.quota.rate.Rate;
import dev.tenantry.platform.sql.DatabasePool;
import dev.tenantry.platform.sql.TenantDatabase;
import dev.tenantry.platform.tenancy.Placement;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.platform.tenancy.TenantStatus;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is written down of the calls that were counted, and when: second by second, by hand. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiCallsTest {
    /** Their turns are taken in no order: that each of so many has been among the first fifty of three hundred is no chance. */
    private static final int SOME = 20;

    private static final int CROWD = 300;
    private TestServer server;
    private DatabasePool pool;
    private TenantDatabase database;
    private ApiCalls calls;

    /** The name of a plan is how many calls it allows. */
    private static final class Allowed implements PlanLimits {
        @Override
        public Optional<Long> most(String plan, Meter meter) {
            return plan.equals("any") ? Optional.empty() : Optional.of(Long.parseLong(plan));
        }

        @Override
        public Optional<Rate> rate(String plan) {
            return Optional.empty();
        }
    }

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        pool = DatabasePool.open(vertx, Future.succeededFuture(server.database()), 4);
        Await.result(pool.readSchema());
        database = new TenantDatabase(pool);
    }

    @AfterAll
    void stop() {
        Await.result(pool.close());
        server.close();
    }

    @BeforeEach
    void begin() {
        TestPostgres.execute(server.database(), "DELETE FROM usage_periods");
        calls = node();
    }

    private ApiCalls node() {
        return new ApiCalls(database, new Allowed(), Clock.systemUTC());
    }

    private static TenantContext tenant(String plan) {
        return new TenantContext(
                new TenantId(UUID.randomUUID()),
                new TenantSlug("acme"),
                TenantStatus.ACTIVE,
                new Placement.SharedTables(),
                plan);
    }

    private static List<TenantContext> tenants(int number, String plan) {
        return IntStream.range(0, number).mapToObj(n -> tenant(plan)).toList();
    }

    private static LocalDate month() {
        return YearMonth.now(ZoneOffset.UTC).atDay(1);
    }

    /** No more at once than the pool takes: what cannot be read is guessed, and then written at once. */
    private void ask(List<TenantContext> tenants, int times) {
        for (int n = 0; n < times; n++) {
            for (int from = 0; from < tenants.size(); from += SOME) {
                var some = tenants.subList(from, Math.min(from + SOME, tenants.size()));
                Await.result(Future.all(some.stream().map(calls::count).toList()));
            }
        }
    }

    private void haveUsed(List<TenantContext> tenants, long used) {
        TestPostgres.execute(
                server.database(),
                "INSERT INTO usage_periods (tenant_id, meter, period, used) VALUES "
                        + tenants.stream()
                                .map(tenant -> "('%s', 'api_calls', '%s', %d)".formatted(tenant.id(), month(), used))
                                .collect(Collectors.joining(", ")));
    }

    private Map<String, Long> written() {
        return TestPostgres.query(server.database(), "SELECT tenant_id::text AS tenant, used FROM usage_periods")
                .stream()
                .collect(Collectors.toMap(
                        row -> String.valueOf(row.get("tenant")),
                        row -> Long.parseLong(String.valueOf(row.get("used")))));
    }

    private List<Long> written(List<TenantContext> tenants) {
        var written = written();
        return tenants.stream()
                .map(tenant -> written.getOrDefault(tenant.id().toString(), 0L))
                .distinct()
                .toList();
    }

    private void second() {
        Await.result(calls.writeDue().map("written"));
    }

    @Test
    void writesAllInASecondWhenFewHaveAsked() {
        var few = tenants(SOME, "100000");
        ask(few, 3);

        second();
        assertThat(written(few)).containsExactly(3L);

        ask(few, 1);
        second();
        assertThat(written(few)).containsExactly(4L);
    }

    @Test
    void writesFiftyASecondUntilAllAreWrittenWhenManyHaveAsked() {
        var crowd = tenants(CROWD, "100000");
        ask(crowd, 3);

        for (int n = 1; n <= CROWD / 50; n++) {
            second();
            assertThat(written()).hasSize(n * 50);
        }
        assertThat(written(crowd)).containsExactly(3L);

        second();
        assertThat(written(crowd)).as("nothing is counted twice").containsExactly(3L);
    }

    @Test
    void writesAtOnceWhoIsNearTheLimitOrHasCountedAThousandthOfWhatWasLeft() {
        var near = tenants(SOME, "100000");
        haveUsed(near, 99_100);
        var small = tenants(SOME, "30");
        var busy = tenants(SOME, "100000");
        var unlimited = tenants(2, "any");
        ask(tenants(CROWD, "100000"), 1);
        ask(near, 1);
        ask(small, 1);
        ask(busy, 100);
        ask(unlimited, 1_000);

        second();

        assertThat(written(near)).containsExactly(99_101L);
        assertThat(written(small)).containsExactly(1L);
        assertThat(written(busy)).containsExactly(100L);
        assertThat(written(unlimited)).containsExactly(1_000L);
        assertThat(written().size()).as("beside some of the others").isLessThan(3 * SOME + 2 + 51);
    }

    @Test
    void letsNoMoreThroughThanASecondsOfEachNodeBeyondTheLimitWhenNodesShareIt() {
        long limit = 2_000;
        long each = 7;
        var tenant = tenant(String.valueOf(limit));
        var nodes = List.of(node(), node(), node());
        long let = 0;
        long lastLet = -1;
        while (let != lastLet) {
            lastLet = let;
            for (var node : nodes) {
                for (int n = 0; n < each; n++) {
                    let += Await.result(node.count(tenant)) < limit ? 1 : 0;
                }
            }
            for (var node : nodes) {
                Await.result(node.writeDue().map("written"));
            }
        }

        assertThat(let).isBetween(limit, limit + nodes.size() * each);
        assertThat(written()).containsExactly(Map.entry(tenant.id().toString(), let));
    }

    @Test
    void keepsAtMostAThousandthUnwrittenOnANodeWhoseTurnHasNotCome() {
        var other = node();
        var tenant = tenant("100000");
        assertThat(Await.result(other.count(tenant))).isZero();
        haveUsed(List.of(tenant), 99_990);
        var let = new ArrayList<Long>();
        // It knows of nothing that was written since, and is not asked to take turns: only to write who is in the line.
        for (int n = 0; n < 300; n++) {
            let.add(Await.result(other.count(tenant)));
            if (n % 10 == 9) {
                Await.result(other.writeDue().map("written"));
            }
        }

        assertThat(let.stream().filter(before -> before < 100_000)).hasSizeLessThan(100 + 10);
    }

    @Test
    void writesAllInTheEnd() {
        var crowd = tenants(CROWD, "100000");
        ask(crowd, 2);

        Await.result(calls.writeAll().map("written"));

        assertThat(written(crowd)).containsExactly(2L);
        assertThat(written()).hasSize(CROWD);
    }

    @Test
    void keepsWhatCannotBeWrittenAndReadsWhatItCouldNotWhenTheTableIsThereAgain() {
        var known = tenants(CROWD, "100000");
        ask(known, 2);
        var unread = tenants(SOME, "100000");
        haveUsed(unread, 50);
        TestPostgres.execute(server.database(), "ALTER TABLE usage_periods RENAME TO away");
        try {
            assertThat(unread.stream()
                            .map(tenant -> Await.result(calls.count(tenant)))
                            .distinct())
                    .as("let in by a guess")
                    .containsExactly(0L);
            assertThatThrownBy(() -> Await.result(calls.writeAll().map("written")))
                    .isNotNull();
        } finally {
            TestPostgres.execute(server.database(), "ALTER TABLE away RENAME TO usage_periods");
        }
        ask(unread, 1);
        second();

        assertThat(written(unread)).containsExactly(52L);
        assertThat(unread.stream()
                        .map(tenant -> Await.result(calls.used(tenant)))
                        .distinct())
                .containsExactly(52L);
        Await.result(calls.writeAll().map("written"));
        assertThat(written(known)).containsExactly(2L);
    }

    @Test
    void forgetsWhoHasNotAskedForTenMinutes() {
        var tenant = tenant("100000");
        assertThat(Await.result(calls.count(tenant))).isZero();
        second();
        haveUsedMore(tenant, 10);
        assertThat(Await.result(calls.count(tenant))).as("remembered").isEqualTo(1);

        for (int n = 0; n < 603; n++) {
            second();
        }
        haveUsedMore(tenant, 10);

        assertThat(Await.result(calls.count(tenant))).as("read anew").isEqualTo(22);
    }

    private void haveUsedMore(TenantContext tenant, long more) {
        TestPostgres.execute(
                server.database(),
                "UPDATE usage_periods SET used = used + " + more + " WHERE tenant_id = '" + tenant.id() + "'");
    }
}
