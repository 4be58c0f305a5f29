package dev.tenantry.bench.load;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What one connection asks, one request after the other. */
public interface Conversation {

    Request next();

    /** The answer to the last one, when it was right. */
    default void answered(byte[] body) {}

    /** Requests that many connections take in turn. */
    static Conversation of(List<Request> requests, AtomicLong turn) {
        return () -> requests.get((int) (turn.getAndIncrement() % requests.size()));
    }
}
