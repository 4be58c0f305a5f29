package dev.tenantry.architecture.planted.internals.platform.http;

import io.vertx.core.Context;

record KnowsContext(Context context) {}
