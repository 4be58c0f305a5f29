package dev.tenantry.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import dev.tenantry.testing.Await;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineQueueTest {
    private static final int MOST = 100;
    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("lines");
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicInteger flushes = new AtomicInteger();

    @Test
    void writesEveryLineInOrderWhenThereIsRoomForThem() {
        var queue = queueInto(counted());
        for (int i = 0; i < MOST; i++) {
            logger.info("line {}", i);
        }
        Await.until("written", () -> lines().length == MOST);
        assertThat(lines())
                .containsExactly(
                        IntStream.range(0, MOST).mapToObj(i -> "line " + i).toArray(String[]::new));
        queue.stop();
    }

    @Test
    void writesALineThatComesAloneWithoutAnother() {
        var queue = queueInto(counted());
        for (int i = 1; i <= 3; i++) {
            var number = i;
            logger.info("alone");
            Await.until("written", () -> lines().length == number);
        }
        queue.stop();
    }

    @Test
    void writesWhatIsQueuedWhenItEnds() {
        var queue = queueInto(counted());
        for (int i = 0; i < MOST; i++) {
            logger.info("line {}", i);
        }
        queue.stop();
        assertThat(lines()).hasSize(MOST);
        assertThat(flushes.get()).isLessThan(MOST);
    }

    @Test
    void losesLinesAndHoldsUpNobodyWhenTheReaderStalls() {
        var reading = new CountDownLatch(1);
        var queue = queueInto(new OutputStream() {
            @Override
            public void write(int one) {
                written.write(one);
            }

            @Override
            public void flush() {
                try {
                    reading.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        for (int i = 0; i < 10 * MOST; i++) {
            logger.info("line {}", i);
        }
        reading.countDown();
        queue.stop();
        assertThat(lines().length).isBetween(MOST, 9 * MOST);
    }

    private OutputStream counted() {
        return new OutputStream() {
            @Override
            public synchronized void write(int one) {
                written.write(one);
            }

            @Override
            public void flush() {
                flushes.incrementAndGet();
            }
        };
    }

    private String[] lines() {
        var text = written.toString(StandardCharsets.UTF_8);
        return text.isEmpty() ? new String[0] : text.split("\n");
    }

    private LineQueue queueInto(OutputStream stream) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg%n");
        encoder.start();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setImmediateFlush(false);
        appender.setOutputStream(stream);
        appender.start();
        var queue = new LineQueue(appender, MOST);
        queue.setContext(context);
        queue.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.detachAndStopAllAppenders();
        logger.addAppender(queue);
        return queue;
    }
}
