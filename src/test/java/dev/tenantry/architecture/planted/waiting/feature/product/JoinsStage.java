package dev.tenantry.architecture.planted.waiting.feature.product;

import io.vertx.core.Future;

final class JoinsStage {
    <T> T result(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
