package dev.tenantry.architecture.planted.waiting.feature.product;

import io.vertx.core.Future;

final class AwaitsFuture {
    <T> T result(Future<T> future) {
        return future.await();
    }
}
