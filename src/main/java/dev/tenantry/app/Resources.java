package dev.tenantry.app;

import dev.tenantry.platform.config.BackendConfig;
import dev.tenantry.platform.security.PasswordHasher;
import dev.tenantry.platform.sql.DatabasePool;
import dev.tenantry.platform.view.StaticFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** What a backend holds open and has to give back, also when the rest of its start fails. */
record Resources(Vertx vertx, Database database, DatabasePool pool, PasswordHasher hasher, StaticFiles files) {

    static Resources open(Vertx vertx, BackendConfig config, Database database, StaticFiles files) {
        return new Resources(
                vertx,
                database,
                DatabasePool.open(
                        vertx, database.application(), config.database().poolSize()),
                new PasswordHasher(vertx, config.passwords()),
                files);
    }

    Future<Void> close() {
        hasher.close();
        return pool.close()
                .transform(closed -> vertx.executeBlocking(() -> {
                    database.close();
                    return true;
                }))
                .mapEmpty();
    }
}
