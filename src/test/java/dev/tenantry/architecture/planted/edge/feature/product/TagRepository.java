package dev.tenantry.architecture.planted.edge.feature.product;

final class TagRepository {}
