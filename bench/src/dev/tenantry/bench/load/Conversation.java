package dev.tenantry.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What one connection asks, one request after the other. */
public interface Conversation {

    Request next();

    /** The answer to the last one, when it was right. */
    default void answered(byte[] body) {}

    /** For so many connections, which take these requests in turn. */
    static List<Conversation> takingTurns(List<Request> requests, int connections) {
        var turn = new AtomicLong(System.nanoTime() & 0xffff);
        var conversations = new ArrayList<Conversation>();
        for (int i = 0; i < connections; i++) {
            conversations.add(() -> requests.get((int) (turn.getAndIncrement() % requests.size())));
        }
        return conversations;
    }
}
