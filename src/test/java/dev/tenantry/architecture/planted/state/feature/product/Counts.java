package dev.tenantry.architecture.planted.state.feature.product;

final class Counts {
    static int calls;
}
