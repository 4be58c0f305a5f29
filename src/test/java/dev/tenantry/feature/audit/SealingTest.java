package dev.tenantry.feature.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.tenantry.platform.migration.Migrations;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Every event comes under exactly one seal, whoever seals, and the log is a witness of it. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("it reads what every server of this process logs")
class SealingTest {
    private static final String TWICE = "SELECT id FROM (SELECT unnest(event_ids) AS id FROM audit_seals"
            + " WHERE tenant_id = '$tenant') sealed GROUP BY id HAVING count(*) > 1";
    private static final String NUMBERS = "SELECT number FROM audit_seals WHERE tenant_id = '$tenant' ORDER BY number";
    private final Queue<String> heads = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            heads.add(event.getFormattedMessage());
        }
    };
    private TestServer server;

    @BeforeAll
    void start(Vertx vertx) {
        appender.start();
        ((Logger) LoggerFactory.getLogger("audit")).addAppender(appender);
        server = TestServer.start(vertx, Map.of());
    }

    @AfterAll
    void stop() {
        server.close();
        ((Logger) LoggerFactory.getLogger("audit")).detachAppender(appender);
    }

    private static void assertWhole(TrailUnderTest trail) {
        assertThat(trail.report().findings()).isEmpty();
        assertThat(trail.look(TWICE)).isEmpty();
        var numbers = trail.look(NUMBERS);
        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, numbers.size())
                        .mapToObj(String::valueOf)
                        .toList());
    }

    @Test
    void sealWhenTheServerIsAliveThenTheTailIsSealedByItself() {
        var trail = new TrailUnderTest(server, "alive");
        trail.happen("something");
        var before = System.nanoTime();
        Await.until("sealed", () -> trail.report().unsealedEvents() == 0);
        assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
        assertWhole(trail);
    }

    @Test
    void sealWhenManyDoItAtOnceThenEveryEventIsUnderExactlyOneSeal() {
        var trail = new TrailUnderTest(server, "crowd");
        // No more at once than may wait for the server's connections.
        for (int round = 0; round < 5; round++) {
            var written = new ArrayList<Future<Void>>();
            for (int event = 0; event < 40; event++) {
                written.add(trail.happening("event " + event));
                if (event % 10 == 9) {
                    written.add(sealedByFour(trail));
                }
            }
            Await.result(Future.all(written).map("written"));
        }
        trail.seal();
        assertWhole(trail);
        assertThat(trail.report().sealedEvents()).isGreaterThanOrEqualTo(200);
    }

    /** Of nodes that seal at the same time only one has to. */
    private static Future<Void> sealedByFour(TrailUnderTest trail) {
        return Future.join(IntStream.range(0, 4)
                        .mapToObj(node -> trail.sealer().sealAll(trail.tenant))
                        .toList())
                .otherwiseEmpty()
                .mapEmpty();
    }

    @Test
    void sealWhenThereIsMoreThanAPortionThenSeveralSealsTakeIt() {
        var trail = new TrailUnderTest(server, "plenty");
        trail.tamper("INSERT INTO audit_events (tenant_id, id, action, actor_kind, actor_name, object_type, object_id,"
                + " request_id, address) SELECT '$tenant', gen_random_uuid(), 'a.b', 'system', '', 'a', '', '', ''"
                + " FROM generate_series(1, 2500)");
        trail.seal();
        assertWhole(trail);
        assertThat(trail.look(NUMBERS)).hasSizeGreaterThanOrEqualTo(3);
    }

    /** A transaction that is older than what is sealed would come to stand before it. */
    @Test
    void sealWhenAnOlderTransactionIsOpenThenWhatCameAfterItWaits() throws SQLException {
        var trail = new TrailUnderTest(server, "patient");
        trail.seal();
        try (var older = Migrations.connect(server.database())) {
            older.setAutoCommit(false);
            try (var statement = older.createStatement()) {
                statement.execute(
                        "INSERT INTO audit_events (tenant_id, id, action, actor_kind, actor_name, object_type,"
                                + " object_id, request_id, address) VALUES ('"
                                + trail.tenant.id().value()
                                + "', gen_random_uuid(), 'slow.done', 'system', '', 'slow', '', '', '')");
            }
            trail.happen("meanwhile");
            Await.result(trail.sealer().sealAll(trail.tenant).map("done"));
            assertThat(trail.report().unsealedEvents()).isEqualTo(1);
            older.commit();
        }
        trail.seal();
        assertWhole(trail);
    }

    /** As a dump brings them that is restored where transactions are counted from the beginning. */
    @Test
    void sealWhenRowsOfAnotherClusterAreThereThenTheyAreSealedOnce() {
        var trail = new TrailUnderTest(server, "restored").sealed(2, 2);
        trail.tamper("INSERT INTO audit_events (tenant_id, id, cluster, xact, action, actor_kind, actor_name,"
                + " object_type, object_id, request_id, address)"
                + " SELECT '$tenant', gen_random_uuid(), 42, 9000000000000 + n, 'a.b', 'system', '', 'a', '', '', ''"
                + " FROM generate_series(1, 5) n");
        trail.seal();
        assertWhole(trail.sealed(2, 2));
        assertWhole(trail);
        assertThat(trail.report().unsealedEvents()).isZero();
    }

    /** What a node that has died leaves behind, others find on their walk over all tenants. */
    @Test
    void walkWhenNobodyRemembersATenantThenItsTrailIsSealed() {
        var trail = new TrailUnderTest(server, "forgotten");
        trail.tamper("INSERT INTO audit_events (tenant_id, id, action, actor_kind, actor_name, object_type, object_id,"
                + " request_id, address) VALUES ('$tenant', gen_random_uuid(), 'a.b', 'system', '', 'a', '', '', '')");
        var sealer = new Sealer(trail.database, only(trail.tenant), TrailUnderTest.SECRET);
        Await.until("sealed", () -> {
            Await.result(new Sealer(trail.database, only(trail.tenant), TrailUnderTest.SECRET)
                    .walk()
                    .map("walked"));
            return trail.report().unsealedEvents() == 0;
        });
        Await.result(sealer.sealTouched().map("nothing to do"));
        assertWhole(trail);
    }

    @Test
    void verifyWhenTheNewestSealAndItsEventsAreGoneThenTheLogTells(Vertx vertx, @TempDir Path folder)
            throws IOException {
        var trail = new TrailUnderTest(server, "truncated").sealed(3, 2);
        assertThat(findings(vertx, trail, folder)).isEmpty();
        var last = trail.look("SELECT max(number) FROM audit_seals WHERE tenant_id = '$tenant'")
                .get(0);
        trail.tamper(
                "DELETE FROM audit_events WHERE tenant_id = '$tenant' AND id = ANY (SELECT unnest(event_ids)"
                        + " FROM audit_seals WHERE tenant_id = '$tenant' AND number = " + last + ")",
                "DELETE FROM audit_seals WHERE tenant_id = '$tenant' AND number = " + last);
        assertThat(trail.report().findings()).isEmpty();
        assertThat(findings(vertx, trail, folder))
                .singleElement()
                .asString()
                .contains("truncated: seal " + last + ": the log tells of the seal and the database does not");

        trail.happen("the number is used again");
        trail.seal();
        assertThat(findings(vertx, trail, folder))
                .singleElement()
                .asString()
                .contains("seal " + last + ": the log tells of another seal of that number");
    }

    private List<String> findings(Vertx vertx, TrailUnderTest trail, Path folder) throws IOException {
        var log = folder.resolve("audit.log");
        Files.write(
                log,
                Stream.concat(Stream.of("a line of something else", "{}"), heads.stream())
                        .toList());
        var told = new ArrayList<String>();
        var verification = new Verification(trail.database, TrailUnderTest.SECRET, List.of());
        var check = new TrailCheck(vertx, trail.database, only(trail.tenant), verification, told::add);
        var count = Await.result(check.run(Optional.of(trail.tenant.slug().value()), Optional.of(log)));
        var findings = told.stream().filter(line -> line.contains(": seal ")).toList();
        assertThat(count).isEqualTo(findings.size());
        return findings;
    }

    private static AllTenants only(TenantContext tenant) {
        return new AllTenants() {
            @Override
            public Future<List<TenantContext>> before(UUID id, int most) {
                return Future.succeededFuture(
                        id.toString().compareTo(tenant.id().value().toString()) > 0 ? List.of(tenant) : List.of());
            }

            @Override
            public Future<Optional<TenantContext>> find(TenantSlug slug) {
                return Future.succeededFuture(Optional.of(tenant));
            }
        };
    }
}
