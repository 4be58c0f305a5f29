package dev.tenantry.platform.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A step may be repeated any number of times. */
@ExtendWith(VertxExtension.class)
class RepeatTest {
    private static final int STEPS = 50_000;

    private static Future<Void> repeated(AtomicInteger done, Supplier<Future<?>> work) {
        return Repeat.whileTrue(() -> work.get().map(ended -> done.incrementAndGet() < STEPS));
    }

    @Test
    void endsWhenManyStepsEndAtOnce() {
        var done = new AtomicInteger();
        assertThat(Await.result(repeated(done, Future::succeededFuture).map("ended")))
                .isEqualTo("ended");
        assertThat(done).hasValue(STEPS);
    }

    @Test
    void endsWhenManyStepsEndLater(Vertx vertx) {
        var done = new AtomicInteger();
        var context = vertx.getOrCreateContext();
        Supplier<Future<?>> later = () -> {
            var promise = Promise.<Integer>promise();
            context.runOnContext(now -> promise.complete(1));
            return promise.future().compose(Future::succeededFuture);
        };
        assertThat(Await.result(repeated(done, later).map("ended"))).isEqualTo("ended");
        assertThat(done).hasValue(STEPS);
    }

    @Test
    void failsWhenAStepDoes() {
        assertThatThrownBy(() -> Await.result(Repeat.whileTrue(() -> {
                            throw new IllegalStateException("the third wheel");
                        })
                        .map("ended")))
                .hasMessageContaining("the third wheel");
    }
}
