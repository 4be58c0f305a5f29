package dev.tenantry.architecture.planted.environment.platform.embedded;

final class Programs {
    void clear(ProcessBuilder program) {
        program.environment().clear();
    }
}
