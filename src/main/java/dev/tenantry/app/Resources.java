package dev.tenantry.app;

import dev.tenantry.platform.config.BackendConfig;
import dev.tenantry.platform.security.PasswordHasher;
import dev.tenantry.platform.sql.DatabasePool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * What a backend holds open and has to give back, also when the rest of its start fails.
 *
 * @param database there once it takes connections; the pools are there before, and whoever asks them waits
 * @param feed the revocation feed's own connection: what is taken away must not have to queue
 */
record Resources(Vertx vertx, Future<Database> database, DatabasePool pool, DatabasePool feed, PasswordHasher hasher) {

    static Resources open(Vertx vertx, BackendConfig config, Future<Database> database) {
        var server = database.map(Database::application);
        return new Resources(
                vertx,
                database,
                DatabasePool.open(vertx, server, config.database().poolSize()),
                DatabasePool.open(vertx, server, 1),
                new PasswordHasher(vertx, config.passwords()));
    }

    Future<Void> readSchema() {
        return pool.readSchema().onSuccess(read -> feed.knowAs(pool));
    }

    Future<Void> close() {
        hasher.close();
        return Future.join(pool.close(), feed.close())
                .transform(closed ->
                        database.transform(start -> start.failed() ? Future.succeededFuture() : end(start.result())));
    }

    private Future<Void> end(Database open) {
        return vertx.executeBlocking(() -> {
                    open.close();
                    return true;
                })
                .mapEmpty();
    }
}
