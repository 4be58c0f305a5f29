package dev.tenantry.architecture.planted.waiting.feature.product;

import java.util.concurrent.CountDownLatch;

final class AwaitsLatch {
    void await(CountDownLatch latch) throws InterruptedException {
        latch.await();
    }
}
