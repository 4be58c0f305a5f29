package dev.tenantry.architecture.planted.waiting.feature.product;

final class Sleeps {
    void pause() throws InterruptedException {
        Thread.sleep(1);
    }
}
