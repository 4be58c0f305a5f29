package dev.tenantry.platform.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.DatabasePool;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** What a node knows of the feed, when it may trust it, and that nothing is missed; read by hand, look by look. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("what holds for a second is measured")
class RevocationFeedTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private TestServer server;
    private DatabasePool pool;
    private ControlDatabase database;
    private TenantContext tenant;
    private RevocationFeed feed;
    private List<Revoked> heard;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        pool = DatabasePool.open(vertx, Future.succeededFuture(server.database()), 2);
        Await.result(pool.readSchema());
        database = new ControlDatabase(pool, Set.of("revocations"));
        server.tenant("acme");
        tenant = Await.result(server.interior().tenants().find(new TenantSlug("acme")))
                .orElseThrow();
    }

    @AfterAll
    void stop() {
        Await.result(pool.close());
        server.close();
    }

    @BeforeEach
    void begin() {
        feed = newFeed();
        heard = new ArrayList<>();
        feed.listen(heard::add);
    }

    private RevocationFeed newFeed() {
        return new RevocationFeed(database, database, WEEK);
    }

    private boolean dead(UUID id) {
        return Await.result(feed.anyDead(tenant, List.of(id)));
    }

    private boolean isTrusted() {
        return feed.trusted(() -> Optional.of(true)).isPresent();
    }

    private UUID revoked() {
        var id = UUID.randomUUID();
        return Await.result(newFeed()
                .revoking(
                        tenant,
                        revoking -> revoking.tell(Revoked.Kind.TOKEN, id).map(id)));
    }

    private String insert(UUID id) {
        return "INSERT INTO revocations (of_tenant, kind, subject) VALUES ('%s', 'token', '%s')"
                .formatted(tenant.id().value(), id);
    }

    private Connection open() throws SQLException {
        var at = server.database();
        var connection = DriverManager.getConnection(
                "jdbc:postgresql://" + at.host() + ":" + at.port() + "/" + at.database(),
                at.user(),
                at.password().reveal());
        connection.setAutoCommit(false);
        return connection;
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (var command = connection.createStatement()) {
            command.execute(statement);
        }
    }

    @Test
    void asksTheDatabaseWhenNothingWasReadYet() {
        var id = revoked();

        assertThat(isTrusted()).isFalse();
        assertThat(dead(id)).isTrue();
        assertThat(dead(UUID.randomUUID())).isFalse();
    }

    @Test
    void trustsMemoryForASecondWhenItWasRead() {
        Await.result(feed.read());
        assertThat(isTrusted()).isTrue();

        var since = System.nanoTime();
        Await.until("it is not trusted any more", () -> !isTrusted());
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofMillis(1_500));

        var id = revoked();
        assertThat(dead(id)).as("of the database").isTrue();
        Await.result(feed.read());
        assertThat(isTrusted()).isTrue();
    }

    @Test
    void doesNotTrustMemoryWhenTheProcessWasHeldUpWhileItLooked() {
        Await.result(feed.read());

        assertThat(feed.trusted(() -> {
                    var since = System.nanoTime();
                    Await.until(
                            "a pause",
                            () -> System.nanoTime() - since
                                    > Duration.ofMillis(1_100).toNanos());
                    return Optional.of("what it held before the pause");
                }))
                .isEmpty();
    }

    @Test
    void hearsOfEachOnceWhenItGoesOnFromItsLastLook() {
        Await.result(feed.read());
        heard.clear();
        var first = revoked();
        Await.result(feed.read());
        var second = revoked();
        Await.result(feed.read());
        Await.result(feed.read());

        assertThat(heard).extracting(Revoked::subject).containsExactly(first, second);
    }

    @Test
    void missesNothingWhenALowerNumberIsCommittedLater() throws SQLException {
        var late = UUID.randomUUID();
        try (var slow = open()) {
            run(slow, insert(late));
            var early = revoked();
            Await.result(feed.read());
            assertThat(heard).extracting(Revoked::subject).contains(early).doesNotContain(late);
            heard.clear();
            Await.result(feed.read());
            assertThat(heard).as("nothing twice, though a transaction is open").isEmpty();
            slow.commit();
        }
        Await.result(feed.read());

        assertThat(heard).extracting(Revoked::subject).containsExactly(late);
        assertThat(isTrusted()).isTrue();
        assertThat(dead(late)).isTrue();
    }

    @Test
    void takesInAllWhenThereAreMoreThanAPortion() throws SQLException {
        var ids = Stream.generate(UUID::randomUUID).limit(12_000).toList();
        try (var connection = open()) {
            for (var id : ids) {
                run(connection, insert(id));
            }
            connection.commit();
        }
        Await.result(feed.read());

        assertThat(heard).extracting(Revoked::subject).containsAll(ids);
    }

    @Test
    void deletesOldRowsWhenItCleans() {
        var old = revoked();
        var young = revoked();
        TestPostgres.execute(
                server.database(),
                "UPDATE revocations SET at = now() - interval '8 days' WHERE subject = '" + old + "'",
                "UPDATE revocations SET at = now() - interval '7 days' WHERE subject = '" + young + "'");
        Await.result(feed.clean());

        assertThat(TestPostgres.query(
                        server.database(),
                        "SELECT subject FROM revocations WHERE subject IN ('" + old + "', '" + young + "')"))
                .extracting(row -> row.get("subject"))
                .containsExactly(young.toString());
    }

    @Test
    void remembersUntilItsGroupChanges() {
        Await.result(feed.read());
        var remembered = new Remembered<String, Integer>(feed);
        var reads = new AtomicInteger();

        assertThat(number(remembered, reads)).isEqualTo(1);
        assertThat(number(remembered, reads)).isEqualTo(1);
        remembered.forget("group");
        assertThat(number(remembered, reads)).isEqualTo(2);
    }

    @Test
    void readsAgainWhenWhatIsRememberedIsNotGoodEnough() {
        Await.result(feed.read());
        var remembered = new Remembered<String, Integer>(feed);
        var reads = new AtomicInteger();

        assertThat(atLeast(1, remembered, reads)).isEqualTo(1);
        assertThat(atLeast(1, remembered, reads)).isEqualTo(1);
        assertThat(atLeast(2, remembered, reads)).isEqualTo(2);
        assertThat(atLeast(1, remembered, reads)).as("the newer one").isEqualTo(2);
    }

    private static Integer atLeast(int least, Remembered<String, Integer> remembered, AtomicInteger reads) {
        return Await.result(remembered.findGood(
                        "key",
                        "group",
                        number -> number >= least,
                        () -> Future.succeededFuture(Optional.of(reads.incrementAndGet()))))
                .orElseThrow();
    }

    @Test
    void readsEachTimeWhenTheFeedIsBehind() {
        var remembered = new Remembered<String, Integer>(feed);
        var reads = new AtomicInteger();

        assertThat(number(remembered, reads)).isEqualTo(1);
        assertThat(number(remembered, reads)).isEqualTo(2);
    }

    @Test
    void doesNotRememberWhenTheChangeOvertakesTheRead() {
        Await.result(feed.read());
        var remembered = new Remembered<String, String>(feed);
        var slow = Promise.<Optional<String>>promise();
        var reading = remembered.find("key", "group", slow::future);
        remembered.forget("group");
        slow.complete(Optional.of("old"));
        assertThat(Await.result(reading)).contains("old");

        assertThat(Await.result(remembered.find("key", "group", () -> Future.succeededFuture(Optional.of("new")))))
                .contains("new");
    }

    private static Integer number(Remembered<String, Integer> remembered, AtomicInteger reads) {
        return Await.result(remembered.find(
                        "key", "group", () -> Future.succeededFuture(Optional.of(reads.incrementAndGet()))))
                .orElseThrow();
    }

    @Test
    void keepsTenantsApartWhenIdsAreTheSame() {
        var id = UUID.randomUUID();
        var other = new TenantId(UUID.randomUUID());
        var dead = new Dead(WEEK);
        dead.add(tenant.id(), id);

        assertThat(dead.holdsAny(tenant.id(), List.of(UUID.randomUUID(), id))).isTrue();
        assertThat(dead.holdsAny(other, List.of(id))).isFalse();
    }
}
