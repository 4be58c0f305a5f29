package dev.tenantry.architecture.planted.names.feature.product;

final class ProductHelper {}
