package dev.tenantry.bench.scenario;

import dev.tenantry.bench.Figure;
import dev.tenantry.bench.Figure.Target;
import dev.tenantry.bench.Lab;
import dev.tenantry.bench.Rounds;
import dev.tenantry.bench.Rounds.Turn;
import dev.tenantry.bench.load.Conversation;
import dev.tenantry.bench.load.Load;
import dev.tenantry.bench.load.Request;
import dev.tenantry.bench.load.Sender;
import java.util.List;

/** How many requests are answered each second when all connections always have one under way. */
final class Throughput {
    static final int CONNECTIONS = 64;
    private final Lab lab;

    Throughput(Lab lab) {
        this.lab = lab;
    }

    Turn of(int port, List<Request> requests) {
        var load = lab.load();
        return () ->
                load.run(port, requests, CONNECTIONS, lab.options().seconds()).perSecond();
    }

    /** By the load generator that comes along, also where there is wrk: wrk cannot go on from an answer. */
    Turn ofConversations(int port, List<? extends Conversation> conversations) {
        return () -> Load.checked(
                        new Sender().talk(port, conversations, lab.options().seconds()))
                .perSecond();
    }

    /** @param atLeast what A has to be of B */
    Figure compare(String what, Turn a, Turn b, double atLeast) throws Exception {
        var pairs = Rounds.of(lab, a, b);
        return new Figure(what, "requests/s", pairs.a(), pairs.b(), Target.ratioAtLeast(atLeast));
    }
}
