package dev.tenantry.architecture.planted.state.feature.product;

import java.util.concurrent.atomic.AtomicInteger;

final class CountsAtomically {
    static final AtomicInteger CALLS = new AtomicInteger();
}
