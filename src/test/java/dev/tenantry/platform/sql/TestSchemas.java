package dev.tenantry.platform.sql;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.sql.scope.Schema;
import dev.tenantry.testing.Await;
import io.vertx.core.Vertx;

/** The schema of a test's database as the product reads it. */
public final class TestSchemas {

    private TestSchemas() {}

    public static Schema read(Vertx vertx, DatabaseServer server) {
        var pool = DatabasePool.open(vertx, server, 1);
        try {
            Await.result(pool.readSchema());
            return pool.schema();
        } finally {
            Await.result(pool.close());
        }
    }
}
