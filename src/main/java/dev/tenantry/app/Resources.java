package dev.tenantry.app;

import dev.tenantry.platform.config.BackendConfig;
import dev.tenantry.platform.security.PasswordHasher;
import dev.tenantry.platform.sql.DatabasePool;
import dev.tenantry.platform.view.StaticFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * What a backend holds open and has to give back, also when the rest of its start fails.
 *
 * @param feed the revocation feed's own connection: what is taken away must not have to queue
 */
record Resources(
        Vertx vertx,
        Database database,
        DatabasePool pool,
        DatabasePool feed,
        PasswordHasher hasher,
        StaticFiles files) {

    static Resources open(Vertx vertx, BackendConfig config, Database database, StaticFiles files) {
        return new Resources(
                vertx,
                database,
                DatabasePool.open(
                        vertx, database.application(), config.database().poolSize()),
                DatabasePool.open(vertx, database.application(), 1),
                new PasswordHasher(vertx, config.passwords()),
                files);
    }

    Future<Void> readSchema() {
        return Future.all(pool.readSchema(), feed.readSchema()).mapEmpty();
    }

    Future<Void> close() {
        hasher.close();
        return Future.join(pool.close(), feed.close())
                .transform(closed -> vertx.executeBlocking(() -> {
                    database.close();
                    return true;
                }))
                .mapEmpty();
    }
}
