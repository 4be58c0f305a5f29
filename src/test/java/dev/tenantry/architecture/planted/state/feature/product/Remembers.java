package dev.tenantry.architecture.planted.state.feature.product;

import java.util.concurrent.ConcurrentHashMap;

final class Remembers {
    static final ConcurrentHashMap<String, String> SEEN = new ConcurrentHashMap<>();
}
