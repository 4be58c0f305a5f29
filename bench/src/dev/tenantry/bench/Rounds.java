package dev.tenantry.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A and B in turns, so that whatever else the machine does meets both. The first turn of each warms up. */
public final class Rounds {
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
        a.take();
        b.take();
        for (int round = 1; round <= lab.options().rounds(); round++) {
            // Who comes first changes: neither always follows the other.
            if (round % 2 == 1) {
                pairs.a().add(a.take());
                pairs.b().add(b.take());
            } else {
                pairs.b().add(b.take());
                pairs.a().add(a.take());
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
}
