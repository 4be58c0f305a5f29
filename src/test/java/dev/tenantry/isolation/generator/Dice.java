package dev.tenantry.isolation.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** The choices of a generator: the same for the same seed. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** From 0, below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Makes only what is picked. */
    @SafeVarargs
    final <T> T make(Supplier<T>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }

    <T> List<T> some(List<T> choices, int most) {
        var left = new ArrayList<>(choices);
        var picked = new ArrayList<T>();
        int wanted = 1 + below(most);
        while (picked.size() < wanted && !left.isEmpty()) {
            picked.add(left.remove(below(left.size())));
        }
        return picked;
    }
}
