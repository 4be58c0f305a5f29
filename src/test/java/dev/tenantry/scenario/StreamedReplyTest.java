package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A body that is written while it is sent waits for its reader, and ends when nobody reads any more. */
@ExtendWith(VertxExtension.class)
class StreamedReplyTest {
    private static final int PART = 64 * 1024;
    private static final int UNMOVED = 50;

    /** Sends without end. */
    private static final class Endless implements Feature {
        private final AtomicInteger parts = new AtomicInteger();
        private final AtomicBoolean over = new AtomicBoolean();

        @Override
        public String name() {
            return "endless";
        }

        @Override
        public void contribute(Contribution to) {
            to.route(new Route<>(
                    HttpMethod.GET,
                    "/endless",
                    new Access.Everyone(),
                    RequestBody.NONE,
                    Answer.html("Parts without end"),
                    Route.now(call ->
                            Reply.streamed("text/plain", out -> next(out).onComplete(done -> over.set(true))))));
        }

        private Future<Void> next(Function<Buffer, Future<Void>> out) {
            parts.incrementAndGet();
            return out.apply(Buffer.buffer(new byte[PART])).compose(written -> next(out));
        }
    }

    @Test
    void streamWhenTheReaderStallsThenItWaitsAndWhenTheReaderGoesThenItEnds(Vertx vertx) {
        var endless = new Endless();
        try (var server = TestServer.start(vertx, Map.of(), endless)) {
            var socket =
                    Await.result(vertx.createNetClient().connect(server.http().port(), "127.0.0.1"));
            socket.pause();
            Await.result(socket.write("GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .map("asked"));
            var seen = new AtomicInteger(-1);
            var same = new AtomicInteger();
            Await.until("it waits", () -> {
                var now = endless.parts.get();
                same.set(now > 0 && seen.getAndSet(now) == now ? same.get() + 1 : 0);
                return same.get() > UNMOVED;
            });
            assertThat(endless.parts.get()).isLessThan(500);
            assertThat(endless.over).isFalse();
            Await.result(socket.close().map("gone"));
            Await.until("it ends", endless.over::get);
        }
    }
}
