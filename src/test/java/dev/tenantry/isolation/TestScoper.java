package dev.tenantry.isolation;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.sql.SchemaReader;
import dev.tenantry.platform.sql.scope.StatementScoper;
import dev.tenantry.testing.Await;
import io.vertx.core.Vertx;
import java.util.Set;

/** The product's scoper for a test's database. */
final class TestScoper {

    private TestScoper() {}

    /** For the test database of this package. */
    static StatementScoper make(Vertx vertx) {
        return make(vertx, IsolationDatabase.get().copy(), Set.of("country"));
    }

    static StatementScoper make(Vertx vertx, DatabaseServer server, Set<String> open) {
        var schema = Await.result(SchemaReader.read(vertx, server, "tenant_id"));
        return new StatementScoper(
                () -> schema, relation -> relation.schema().equals("public") && open.contains(relation.name()));
    }
}
