package dev.tenantry.architecture.planted.internals.platform.http;

import io.vertx.core.impl.Utils;

final class SharesUtils {
    boolean linux() {
        return Utils.isLinux();
    }
}
