package dev.tenantry.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The load generator that comes along: one thread, every answer checked. At a rate, a request's time begins when it was due,
 * whether a connection was free for it or not: a server that stops for a second is late for all that came in that second.
 */
public final class Sender implements Load {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long NAP = TimeUnit.MICROSECONDS.toNanos(50);

    @Override
    public Outcome run(int port, List<Request> requests, int connections, int seconds) throws Exception {
        return Load.checked(talk(port, Conversation.takingTurns(requests, connections), seconds));
    }

    /** As fast as each conversation goes. Wrong answers are counted, and fail nothing. */
    public Outcome talk(int port, List<? extends Conversation> conversations, int seconds) throws IOException {
        return send(port, conversations, seconds, 0);
    }

    /** So many each second, evenly. Wrong answers are counted, and fail nothing. */
    public Outcome at(int rate, int port, List<Request> requests, int connections, int seconds) throws IOException {
        return send(port, Conversation.takingTurns(requests, connections), seconds, rate);
    }

    private static Outcome send(int port, List<? extends Conversation> conversations, int seconds, int rate)
            throws IOException {
        var tally = new Tally();
        try (var selector = Selector.open()) {
            var connections = new ArrayList<Connection>();
            for (var conversation : conversations) {
                connections.add(new Connection(selector, port, conversation));
            }
            var begin = System.nanoTime();
            var end = begin + TimeUnit.SECONDS.toNanos(seconds);
            var pace = new Pace(rate, begin, end);
            var now = begin;
            while (now < end) {
                now = step(selector, connections, pace, tally, now);
            }
            var inTime = tally.answers();
            var took = (now - begin) / 1e9;
            // Who stops listening when the time is over does not see what the server has held back until then.
            var longest = now + PATIENCE;
            while (now < longest && (pace.isBehind(now) || !connections.stream().allMatch(Connection::isFree))) {
                now = step(selector, connections, pace, tally, now);
            }
            for (var connection : connections) {
                if (!connection.isFree()) {
                    tally.failed("none at all");
                }
                connection.close();
            }
            return tally.outcome(inTime, took);
        }
    }

    /** What is due is asked, what has come is read; what time it is then. */
    private static long step(Selector selector, List<Connection> connections, Pace pace, Tally tally, long now)
            throws IOException {
        for (int i = 0; i < connections.size() && pace.isDue(now); i++) {
            if (connections.get(i).isFree()) {
                ask(connections.get(i), pace.take(now), tally);
            }
        }
        var wait = pace.untilDue(now);
        if (wait >= MILLISECOND) {
            selector.select(key -> proceed(key, tally), wait / MILLISECOND);
        } else if (selector.selectNow(key -> proceed(key, tally)) == 0) {
            // A selector waits for whole milliseconds, which is longer than many an answer takes.
            LockSupport.parkNanos(Math.min(wait, NAP));
        }
        return System.nanoTime();
    }

    private static void ask(Connection connection, long due, Tally tally) {
        try {
            connection.ask(due);
        } catch (IOException e) {
            lost(connection, tally, e);
        }
    }

    private static void proceed(SelectionKey key, Tally tally) {
        var connection = (Connection) key.attachment();
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
