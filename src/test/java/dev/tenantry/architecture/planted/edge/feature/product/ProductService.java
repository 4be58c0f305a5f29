package dev.tenantry.architecture.planted.edge.feature.product;

record ProductService(ProductRepository products, TagRepository tags) {}
