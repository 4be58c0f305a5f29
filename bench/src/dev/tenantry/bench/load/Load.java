package dev.tenantry.bench.load;

import java.util.List;

/** Sends requests on many connections, each the next when the one before was answered. */
public interface Load {

    /**
     * @param requests taken in turn, again from the first when all are sent
     * @throws IllegalStateException when an answer was wrong
     */
    Outcome run(int port, List<Request> requests, int connections, int seconds) throws Exception;

    /** Fails when an answer was wrong: figures of wrong answers are none. */
    static Outcome checked(Outcome outcome) {
        if (outcome.wrong() > 0) {
            throw new IllegalStateException(outcome.wrong() + " wrong answers of " + outcome.answers());
        }
        return outcome;
    }
}
