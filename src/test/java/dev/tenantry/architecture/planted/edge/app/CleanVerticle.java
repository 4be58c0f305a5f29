package dev.tenantry.architecture.planted.edge.app;

import dev.tenantry.architecture.planted.edge.feature.product.ProductRepository;

final class CleanVerticle {
    Object rows() {
        return new ProductRepository();
    }
}
