package dev.tenantry.architecture.planted.internals.platform.http;

import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;

final class CastsContext {
    ContextInternal inside(Context context) {
        return (ContextInternal) context;
    }
}
