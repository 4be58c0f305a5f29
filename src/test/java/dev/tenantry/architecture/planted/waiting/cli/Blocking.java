package dev.tenantry.architecture.planted.waiting.cli;

import java.util.concurrent.CountDownLatch;

final class Blocking {
    void await(CountDownLatch latch) throws InterruptedException {
        latch.await();
    }
}
