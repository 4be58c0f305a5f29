package dev.tenantry.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelTest {
    final Vertx vertx = Vertx.vertx();
    final Channel<Integer, String> channel = new Channel<>(vertx, "test", 1);

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private String deploy() throws TimeoutException {
        return vertx.deployVerticle(new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        channel.serve(number -> Future.succeededFuture("answer " + number));
                        return Future.succeededFuture();
                    }
                })
                .await(10, TimeUnit.SECONDS);
    }

    @Test
    void askWhenAVerticleServesThenItsAnswerArrives() throws TimeoutException {
        assertThat(deploy()).isNotEmpty();
        assertThat(channel.ask(7).await(10, TimeUnit.SECONDS)).isEqualTo("answer 7");
    }

    @Test
    void askWhenTheServingVerticleIsUndeployedThenOverloadedIsTheAnswer() throws TimeoutException {
        vertx.undeploy(deploy()).await(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> channel.ask(7).await(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        AppException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OVERLOADED));
    }
}
