package dev.tenantry.bench.load;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Every request of a list, so that each was answered: as fast as they are, and the first ones again until a second is full. */
public final class Once implements Conversation {
    private final List<Request> requests;
    private final AtomicInteger turn;
    private final Answers answers;
    private int asked;

    /** Takes what is answered to the request of that number. */
    @FunctionalInterface
    public interface Answers {
        void take(int number, byte[] body);
    }

    private Once(List<Request> requests, AtomicInteger turn, Answers answers) {
        this.requests = requests;
        this.turn = turn;
        this.answers = answers;
    }

    public static void ask(int port, List<Request> requests, int connections, Answers answers) throws IOException {
        var turn = new AtomicInteger();
        var asking = IntStream.range(0, connections)
                .mapToObj(n -> new Once(requests, turn, answers))
                .toList();
        while (turn.get() < requests.size()) {
            Load.checked(new Sender().talk(port, asking, 1));
        }
    }

    @Override
    public Request next() {
        asked = turn.getAndIncrement() % requests.size();
        return requests.get(asked);
    }

    @Override
    public void answered(byte[] body) {
        answers.take(asked, body);
    }
}
