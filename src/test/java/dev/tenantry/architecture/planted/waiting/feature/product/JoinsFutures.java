package dev.tenantry.architecture.planted.waiting.feature.product;

import io.vertx.core.Future;
import java.util.Optional;

final class JoinsFutures {
    Future<?> all(Future<?> one, Optional<Future<?>> another) {
        return Future.join(one, another.get());
    }
}
