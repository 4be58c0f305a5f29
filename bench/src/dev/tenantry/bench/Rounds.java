package dev.tenantry.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A and B in turns, so that whatever else the machine does meets both. The first turns of each warm up. */
public final class Rounds {
    private static final int WARMING = 4;

    private Rounds() {}

    /** One turn, and what it came to. */
    @FunctionalInterface
    public interface Turn {
        double take() throws Exception;
    }

    /** What A and B came to in each round. */
    public record Pairs(List<Double> a, List<Double> b) {}

    /** A without B; no turn warms up. */
    public static List<Double> alone(Lab lab, Turn turn) throws Exception {
        var values = new ArrayList<Double>();
        for (int round = 1; round <= lab.options().rounds(); round++) {
            values.add(turn.take());
            lab.say(String.format(Locale.ROOT, "round %d: %.1f", round, values.get(round - 1)));
        }
        return values;
    }

    public static Pairs of(Lab lab, Turn a, Turn b) throws Exception {
        var pairs = new Pairs(new ArrayList<>(), new ArrayList<>());
        // Until the compilers are done with both.
        for (int turn = 0; turn < (lab.options().quick() ? 1 : WARMING); turn++) {
            a.take();
            b.take();
        }
        for (int round = 1; round <= lab.options().rounds(); round++) {
            // Who comes first changes: neither always follows the other.
            if (round % 2 == 1) {
                pairs.a().add(counted(a));
                pairs.b().add(counted(b));
            } else {
                pairs.b().add(counted(b));
                pairs.a().add(counted(a));
            }
            lab.say(String.format(
                    Locale.ROOT,
                    "round %d: %.1f against %.1f",
                    round,
                    pairs.a().get(round - 1),
                    pairs.b().get(round - 1)));
        }
        return pairs;
    }

    /** Who has only just started may need all of a short first turn for their first answer; later that is a failure. */
    private static double counted(Turn turn) throws Exception {
        var value = turn.take();
        if (!(value > 0)) {
            throw new IllegalStateException("Nothing was answered");
        }
        return value;
    }
}
