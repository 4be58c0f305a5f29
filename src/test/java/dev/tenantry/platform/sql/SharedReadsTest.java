package dev.tenantry.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.testing.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What reads that share a connection do to each other. */
@ExtendWith(VertxExtension.class)
class SharedReadsTest {
    private static final String SLOW = "SELECT count(*)::text AS name FROM things, generate_series(1, 3000000)";
    private TwoTenants tenants;
    private Sql red;

    @BeforeEach
    void open(Vertx vertx) {
        tenants = new TwoTenants(vertx, 2);
        red = tenants.database.of(tenants.red);
        Await.result(red.change(TwoTenants.INSERT, UUID.randomUUID(), "apple"));
    }

    @AfterEach
    void close() {
        tenants.close();
    }

    private Future<List<String>> names(String statement) {
        return red.list(statement, TwoTenants::name);
    }

    @Test
    void doesNotWaitForAReadThatIsKnownToBeSlow() {
        Await.result(names(SLOW));
        Await.result(names(TwoTenants.NAMES));

        var slow = names(SLOW);
        Await.result(Future.all(
                IntStream.range(0, 20).mapToObj(n -> names(TwoTenants.NAMES)).toList()));

        assertThat(slow.isComplete()).isFalse();
        assertThat(Await.result(slow)).containsExactly("3000000");
    }

    @Test
    void answersEachInItsOwnContextWhenTheyShareAConnection(Vertx vertx) {
        Set<Context> strayed = ConcurrentHashMap.newKeySet();
        var answers = IntStream.range(0, 20).mapToObj(n -> {
            Promise<List<String>> answer = Promise.promise();
            var context = vertx.getOrCreateContext();
            context.runOnContext(now -> names(TwoTenants.NAMES).onComplete(names -> {
                if (Vertx.currentContext() != context) {
                    strayed.add(context);
                }
                answer.handle(names);
            }));
            return answer.future();
        });

        assertThat(Await.result(Future.all(answers.toList())).<List<String>>list())
                .allMatch(List.of("apple")::equals);
        assertThat(strayed).isEmpty();
    }

    @Test
    void waitsForNoTransaction() {
        var hold = Promise.<Integer>promise();
        var holding = List.of(red.transaction(sql -> hold.future()), red.transaction(sql -> hold.future()));

        assertThat(Await.result(names(TwoTenants.NAMES))).containsExactly("apple");
        hold.complete(1);
        Await.result(Future.all(holding));
    }

    @Test
    void goesElsewhereWhenTheirOwnConnectionsAreTaken(Vertx vertx) {
        // Not known as slow yet, so it takes the one that is for reads; another thread's reads have a lease of their
        // own.
        var slow = names(SLOW);
        Promise<List<String>> quick = Promise.promise();
        vertx.getOrCreateContext().runOnContext(now -> names(TwoTenants.NAMES).onComplete(quick));

        assertThat(Await.result(quick.future())).containsExactly("apple");
        assertThat(slow.isComplete()).isFalse();
        assertThat(Await.result(slow)).containsExactly("3000000");
    }

    @Test
    void waitsForNoTransactionWhenMoreReadAtOnceThanHaveAConnection() throws InterruptedException {
        var hold = Promise.<Integer>promise();
        var holding = List.of(red.transaction(sql -> hold.future()), red.transaction(sql -> hold.future()));
        for (int burst = 0; burst < 3; burst++) {
            var held = Await.result(tenants.pool.readConnections().getConnection());
            var reads = onThreadsOfTheirOwn(60);
            Await.result(held.close());
            assertThat(Await.result(Future.all(reads)).<List<String>>list())
                    .allMatch(List.of("apple")::equals)
                    .hasSize(60);
        }
        // What they have asked of the transactions' connections leaves room there.
        var next = red.transaction(sql -> Future.succeededFuture("done"));
        hold.complete(1);
        Await.result(Future.all(holding));
        assertThat(Await.result(next)).isEqualTo("done");
    }

    /** Reads of one thread share a lease. */
    private List<Future<List<String>>> onThreadsOfTheirOwn(int many) throws InterruptedException {
        var reads = new ConcurrentLinkedQueue<Future<List<String>>>();
        for (int n = 0; n < many; n++) {
            var thread = new Thread(() -> reads.add(names(TwoTenants.NAMES)));
            thread.start();
            thread.join();
        }
        return List.copyOf(reads);
    }

    @Test
    void saysOverloadedWhenMoreReadsWaitThanMay() {
        var held = Await.result(tenants.pool.readConnections().getConnection());
        var hold = Promise.<Integer>promise();
        var holding = List.of(red.transaction(sql -> hold.future()), red.transaction(sql -> hold.future()));

        var waiting =
                IntStream.range(0, 192).mapToObj(n -> names(TwoTenants.NAMES)).toList();
        assertThatThrownBy(() -> Await.result(names(TwoTenants.NAMES)))
                .isInstanceOfSatisfying(
                        AppException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OVERLOADED));
        hold.complete(1);
        Await.result(held.close());

        assertThat(Await.result(Future.all(waiting)).<List<String>>list()).hasSize(192);
        Await.result(Future.all(holding));
    }

    @Test
    void answersTheOthersWhenOneFails() {
        var failing = names("SELECT (1 / (id <> id)::int)::text AS name FROM things");
        var next = names(TwoTenants.NAMES);

        assertThat(Await.result(next)).containsExactly("apple");
        assertThatThrownBy(() -> Await.result(failing)).isInstanceOf(AppException.class);
    }
}
