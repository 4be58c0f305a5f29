package dev.tenantry.architecture.planted.names.feature.product;

final class Holder {
    static final class InnerHelper {}
}
