package dev.tenantry.architecture.planted.waiting.feature.product;

final class WaitsOnMonitor {
    private boolean ready;

    synchronized void untilReady() throws InterruptedException {
        while (!ready) {
            wait();
        }
    }

    synchronized void ready() {
        ready = true;
        notifyAll();
    }
}
