package dev.tenantry.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.tenancy.Placement;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.platform.tenancy.TenantStatus;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When every connection is taken, whoever waits too long or comes too late is told so; a plain read waits for no transaction. */
@ExtendWith(VertxExtension.class)
class PoolLimitTest {
    private static final String ONE = "SELECT 1 AS one";

    @Test
    void saysOverloadedWhenNoConnectionIsToBeHad(Vertx vertx) {
        var pool = DatabasePool.open(vertx, Future.succeededFuture(TestPostgres.freshDatabase()), 1);
        var control = new ControlDatabase(pool, Set.of());
        var tenant = new TenantContext(
                new TenantId(UUID.randomUUID()),
                new TenantSlug("red"),
                TenantStatus.ACTIVE,
                new Placement.SharedTables(),
                "free");
        var hold = Promise.<Integer>promise();
        var holding = control.acrossTenants().transaction(sql -> hold.future());

        var read = control.of(tenant).first(ONE, row -> row.getInteger(0));
        assertThat(Await.result(read)).contains(1);
        var global = control.acrossTenants().transaction(sql -> sql.first(ONE, row -> row.getInteger(0)));
        var transaction = control.of(tenant).transaction(sql -> sql.first(ONE, row -> row.getInteger(0)));
        var tooMany = Future.all(IntStream.range(0, 100)
                .mapToObj(n -> control.acrossTenants().first(ONE, row -> row.getInteger(0)))
                .toList());

        assertOverloaded(tooMany);
        assertOverloaded(global);
        assertOverloaded(transaction);
        hold.complete(1);
        Await.result(holding.eventually(pool::close));
    }

    private static void assertOverloaded(Future<?> future) {
        assertThatThrownBy(() -> Await.result(future))
                .isInstanceOfSatisfying(
                        AppException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OVERLOADED));
    }
}
