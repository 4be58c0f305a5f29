package dev.tenantry.platform.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes lines by a thread of its own: a reader that stalls costs lines, never a request. Lines that come within a few
 * milliseconds are written together, so that a busy server makes one system call for many of them, and wakes nobody for most.
 */
final class LineQueue extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final long GATHERING_NANOS = Duration.ofMillis(5).toNanos();
    private static final Duration LONGEST_END = Duration.ofSeconds(1);
    private final OutputStreamAppender<ILoggingEvent> lines;
    private final int most;
    private final Queue<ILoggingEvent> queued = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean idle = new AtomicBoolean();
    private final Thread writer = new Thread(this::write, "tenantry-log");
    private volatile boolean ending;

    /**
     * @param lines writes and does not flush
     * @param most lines that may wait; what comes beyond is lost
     */
    LineQueue(OutputStreamAppender<ILoggingEvent> lines, int most) {
        this.lines = lines;
        this.most = most;
        writer.setDaemon(true);
    }

    @Override
    public void start() {
        super.start();
        writer.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (size.incrementAndGet() > most) {
            size.decrementAndGet();
            return;
        }
        event.prepareForDeferredProcessing();
        queued.add(event);
        if (idle.get() && idle.compareAndSet(true, false)) {
            LockSupport.unpark(writer);
        }
    }

    private void write() {
        while (!ending || !queued.isEmpty()) {
            if (queued.isEmpty()) {
                idle.set(true);
                // Looked at again: a line may have come before anybody could see that the writer is idle.
                if (queued.isEmpty() && !ending) {
                    LockSupport.park(this);
                }
                idle.set(false);
                LockSupport.parkNanos(this, GATHERING_NANOS);
            }
            try {
                writeQueued();
            } catch (IOException | RuntimeException e) {
                // The next lines may have better luck: a disk that was full, a file that could not be begun.
                addError("The log cannot be written", e);
            }
        }
    }

    private void writeQueued() throws IOException {
        for (var event = queued.poll(); event != null; event = queued.poll()) {
            size.decrementAndGet();
            lines.doAppend(event);
        }
        var stream = lines.getOutputStream();
        if (stream != null) {
            stream.flush();
        }
    }

    /** Writes what is queued, for a second at the most. */
    @Override
    public void stop() {
        if (!isStarted()) {
            return;
        }
        super.stop();
        ending = true;
        LockSupport.unpark(writer);
        try {
            writer.join(LONGEST_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // What stalls the writer would stall this as well.
        if (!writer.isAlive()) {
            lines.stop();
        }
    }
}
