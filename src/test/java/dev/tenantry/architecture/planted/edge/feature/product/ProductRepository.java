package dev.tenantry.architecture.planted.edge.feature.product;

public final class ProductRepository {}
