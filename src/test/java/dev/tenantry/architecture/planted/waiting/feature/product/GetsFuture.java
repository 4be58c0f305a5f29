package dev.tenantry.architecture.planted.waiting.feature.product;

import java.util.concurrent.Future;

final class GetsFuture {
    <T> T result(Future<T> future) throws Exception {
        return future.get();
    }
}
