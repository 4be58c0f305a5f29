package dev.tenantry.testing;

import dev.tenantry.app.Backend;
import dev.tenantry.platform.config.Config;
import dev.tenantry.platform.config.Config.Parts;
import dev.tenantry.platform.config.DatabaseServer;
import io.vertx.core.Vertx;

/**
 * A database as the product's migrations leave it, made once and copied for each server of the tests: its start checks all
 * that any start checks, and finds nothing to migrate.
 */
final class MigratedDatabase {

    private MigratedDatabase() {}

    private static final class Holder {
        static final DatabaseServer TEMPLATE = make();
    }

    static DatabaseServer copy() {
        return TestPostgres.copyOf(Holder.TEMPLATE);
    }

    private static DatabaseServer make() {
        var database = TestPostgres.freshDatabase();
        var config = Config.read(TestServer.settings(database), Parts.API);
        var vertx = Vertx.vertx();
        var backend = Backend.join(vertx, config.environment(), config.backend().orElseThrow(), config.dataDir());
        Await.result(backend.compose(Backend::close));
        Await.result(vertx.close());
        // What a start puts in, each server puts in itself; and its role is the only one that may be there.
        var role = config.backend().orElseThrow().database().appUser();
        TestPostgres.execute(database, "DELETE FROM signing_keys", "DROP OWNED BY " + role, "DROP ROLE " + role);
        return database;
    }
}
