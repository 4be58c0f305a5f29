package dev.tenantry.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No tenant on a pooled connection, whatever happens there: {@code -Disolation.operations} sets how many operations,
 * {@code -Disolation.seed} repeats a run as far as the timing of cancels allows.
 */
@ExtendWith(VertxExtension.class)
class PoolChaosTest {
    private static final int OPERATIONS = Integer.getInteger("isolation.operations", 3_000);
    private static final long SEED = Long.getLong("isolation.seed", System.nanoTime());

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void answersWithItsOwnAndLeavesNothingBehindWhenAnythingHappens(int connections, Vertx vertx) {
        var faults = chaos(vertx, connections, OPERATIONS, (tenants, chaos) -> {});

        assertThat(faults).as("seed %d", SEED).isEmpty();
    }

    @Test
    void noticesWhenATenantIsSetForTheSession(Vertx vertx) {
        var faults = chaos(
                vertx,
                2,
                OPERATIONS,
                (tenants, chaos) -> chaos.with((tenant, dice) -> tenants.pool
                        .connections()
                        .getConnection()
                        .compose(connection -> connection
                                .preparedQuery("SELECT set_config('app.tenant_id', $1, false)")
                                .execute(Tuple.of(tenant.id().value().toString()))
                                .eventually(connection::close))
                        .map(set -> List.of(Chaos.lasting(tenant)))));

        assertThat(faults).anyMatch(fault -> fault.startsWith("left behind"));
    }

    @Test
    void noticesWhenAReadReliesOnWhatWasSetBefore(Vertx vertx) {
        var faults = chaos(
                vertx,
                1,
                OPERATIONS,
                (tenants, chaos) -> chaos.with((tenant, dice) -> tenants.pool
                        .connections()
                        .getConnection()
                        .compose(connection -> {
                            if (dice.nextBoolean()) {
                                connection
                                        .preparedQuery("SELECT set_config('app.tenant_id', $1, false)")
                                        .execute(Tuple.of(tenant.id().value().toString()));
                            }
                            return connection
                                    .query(TwoTenants.NAMES)
                                    .execute()
                                    .map(Chaos::names)
                                    .eventually(connection::close);
                        })));

        assertThat(faults).anyMatch(fault -> fault.contains(" sees ") || fault.contains(" misses "));
    }

    private static List<String> chaos(
            Vertx vertx, int connections, int operations, BiConsumer<TwoTenants, Chaos> more) {
        try (var tenants = new TwoTenants(vertx, connections)) {
            var storm = DatabasePool.open(vertx, Future.succeededFuture(tenants.owner), 1);
            var chaos = new Chaos(tenants, storm.connections(), SEED);
            more.accept(tenants, chaos);
            var faults = chaos.run(operations);
            System.out.println("Pool chaos, seed " + SEED + ", " + connections + " connections: " + chaos.summary());
            Await.result(storm.close());
            return faults;
        }
    }
}
