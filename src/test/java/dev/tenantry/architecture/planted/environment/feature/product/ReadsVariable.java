package dev.tenantry.architecture.planted.environment.feature.product;

final class ReadsVariable {
    String region() {
        return System.getenv("REGION");
    }
}
