package dev.tenantry.architecture.planted.edge.feature.product;

record ProductRoutes(ProductRepository products) {}
