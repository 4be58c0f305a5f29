package dev.tenantry.architecture.planted.environment.feature.product;

final class SetsVariable {
    void region(ProcessBuilder program) {
        program.environment().put("REGION", "here");
    }
}
