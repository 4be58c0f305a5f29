package dev.tenantry.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.bench.load.Request.Check;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SenderTest {
    private static final List<Request> READ = List.of(Request.get("/", Map.of(), Check.has(200, "ok")));

    private static TinyServer.Answers pausing(long afterMillis, long forMillis) {
        var begin = new AtomicLong();
        return line -> {
            begin.compareAndSet(0, System.nanoTime());
            var rest = begin.get() + TimeUnit.MILLISECONDS.toNanos(afterMillis + forMillis) - System.nanoTime();
            if (rest > 0 && rest < TimeUnit.MILLISECONDS.toNanos(forMillis)) {
                TimeUnit.NANOSECONDS.sleep(rest);
            }
            return TinyServer.ok("ok");
        };
    }

    @Test
    void isLateForAllThatCameMeanwhileWhenTheServerPauses() throws Exception {
        try (var server = new TinyServer(pausing(500, 500))) {
            var outcome = new Sender().at(200, server.port(), READ, 1, 2);

            assertThat(outcome.wrong()).isZero();
            assertThat(outcome.times()).hasSizeBetween(399, 400);
            // Of 400, 100 were due in the pause; a sender that waits with the server would know of one.
            assertThat(outcome.percentile(99)).isBetween(400.0, 800.0);
            assertThat(outcome.percentile(85)).isGreaterThan(50);
            assertThat(outcome.percentile(50)).isLessThan(200);
        }
    }

    @Test
    void waitsForTheAnswersWhenTheServerPausesPastTheEnd() throws Exception {
        try (var server = new TinyServer(pausing(800, 700))) {
            var outcome = new Sender().at(100, server.port(), READ, 4, 1);

            assertThat(outcome.wrong()).isZero();
            assertThat(outcome.times()).hasSizeBetween(99, 100);
            assertThat(outcome.answers()).isLessThan(90);
            assertThat(outcome.percentile(100)).isGreaterThan(500);
        }
    }

    @Test
    void keepsTheRateWhenTheServerKeepsUp() throws Exception {
        try (var server = new TinyServer(line -> TinyServer.ok("ok"))) {
            var outcome = new Sender().at(1_000, server.port(), READ, 8, 1);

            assertThat(outcome.wrong()).isZero();
            assertThat(outcome.times()).hasSizeBetween(999, 1_000);
        }
    }

    @Test
    void goesOnFromTheAnswerWhenItIsAConversation() throws Exception {
        var given = new AtomicInteger();
        try (var server = new TinyServer(line -> {
            var shown = Integer.parseInt(line.split("[ /]")[2]);
            return shown == given.get()
                    ? TinyServer.ok(String.valueOf(given.incrementAndGet()))
                    : "HTTP/1.1 204 No\r\n\r\n";
        })) {
            var counting = new Counting();
            var first = new Sender().talk(server.port(), List.of(counting), 1);
            var second = new Sender().talk(server.port(), List.of(counting), 1);

            assertThat(first.wrong() + second.wrong()).isZero();
            assertThat(first.times().length + second.times().length)
                    .isEqualTo(given.get())
                    .isPositive();
        }
    }

    /** Shows the number that the answer before has given. */
    private static final class Counting implements Conversation {
        private String number = "0";

        @Override
        public Request next() {
            return Request.get("/" + number, Map.of(), Check.status(200));
        }

        @Override
        public void answered(byte[] body) {
            number = new String(body, StandardCharsets.UTF_8);
        }
    }

    @Test
    void failsWhenAnAnswerIsNotTheRightOne() throws Exception {
        var asked = new AtomicInteger();
        try (var server =
                new TinyServer(line -> asked.incrementAndGet() == 5 ? TinyServer.ok("not so") : TinyServer.ok("ok"))) {
            assertThatThrownBy(() -> new Sender().run(server.port(), READ, 1, 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("1 wrong answers");
        }
    }

    @Test
    void readsTheLengthWhenItsNameIsWrittenInAnyCase() throws Exception {
        try (var server = new TinyServer(line ->
                "HTTP/1.1 200 OK\r\nX-Content-Length: 9\r\ncontent-LENGTH:2\r\nContent-Type: text/plain\r\n\r\nok")) {
            assertThat(new Sender().run(server.port(), READ, 2, 1).answers()).isPositive();
        }
    }
}
