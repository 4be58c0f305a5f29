package dev.tenantry.platform.sql.listen;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** A listener that is being told. */
public final class Listening {
    private final Supplier<Future<Void>> forget;

    Listening(Supplier<Future<Void>> forget) {
        this.forget = forget;
    }

    public Future<Void> end() {
        return forget.get();
    }
}
