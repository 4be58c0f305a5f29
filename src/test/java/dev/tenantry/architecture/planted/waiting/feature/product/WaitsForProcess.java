package dev.tenantry.architecture.planted.waiting.feature.product;

final class WaitsForProcess {
    int code(Process process) throws InterruptedException {
        return process.waitFor();
    }
}
