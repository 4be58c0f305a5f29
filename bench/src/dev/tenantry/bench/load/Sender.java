package dev.tenantry.bench.load;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The load generator that comes along: one thread, every answer checked. At a rate, a request's time begins when it was due,
 * whether a connection was free for it or not: a server that stops for a second is late for all that came in that second.
 */
public final class Sender implements Load {

    @Override
    public Outcome run(int port, List<Request> requests, int connections, int seconds) throws Exception {
        return Load.checked(talk(port, takingTurns(requests, connections), seconds));
    }

    /** As fast as each conversation goes. Wrong answers are counted, and fail nothing. */
    public Outcome talk(int port, List<Conversation> conversations, int seconds) throws IOException {
        return send(port, conversations, seconds, 0);
    }

    /** So many each second, evenly. Wrong answers are counted, and fail nothing. */
    public Outcome at(int rate, int port, List<Request> requests, int connections, int seconds) throws IOException {
        return send(port, takingTurns(requests, connections), seconds, rate);
    }

    private static List<Conversation> takingTurns(List<Request> requests, int connections) {
        var turn = new AtomicLong(System.nanoTime() & 0xffff);
        var conversations = new ArrayList<Conversation>();
        for (int i = 0; i < connections; i++) {
            conversations.add(Conversation.of(requests, turn));
        }
        return conversations;
    }

    private static Outcome send(int port, List<Conversation> conversations, int seconds, int rate) throws IOException {
        var tally = new Tally();
        try (var selector = Selector.open()) {
            var connections = new ArrayList<Connection>();
            for (var conversation : conversations) {
                connections.add(new Connection(selector, port, conversation));
            }
            var begin = System.nanoTime();
            var end = begin + TimeUnit.SECONDS.toNanos(seconds);
            var interval = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / rate;
            var due = begin;
            for (var now = begin; now < end; now = System.nanoTime()) {
                for (int i = 0; i < connections.size() && (rate == 0 || due <= now); i++) {
                    if (connections.get(i).isFree()) {
                        ask(connections.get(i), rate == 0 ? now : due, tally);
                        due += interval;
                    }
                }
                var wait = rate == 0 || due <= now ? 100 : Math.max(1, (due - now) / 1_000_000);
                selector.select(key -> proceed((Connection) key.attachment(), tally), wait);
            }
            var seen = tally.outcome((System.nanoTime() - begin) / 1e9);
            for (var connection : connections) {
                connection.close();
            }
            return seen;
        }
    }

    private static void ask(Connection connection, long due, Tally tally) {
        try {
            connection.ask(due);
        } catch (IOException e) {
            lost(connection, tally, e);
        }
    }

    private static void proceed(Connection connection, Tally tally) {
        try {
            connection.proceed(tally);
        } catch (IOException e) {
            lost(connection, tally, e);
        }
    }

    private static void lost(Connection connection, Tally tally, IOException why) {
        tally.failed(why.toString());
        try {
            connection.again();
        } catch (IOException e) {
            throw new IllegalStateException("The server is gone", e);
        }
    }
}
