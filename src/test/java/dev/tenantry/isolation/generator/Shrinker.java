package dev.tenantry.isolation.generator;

import java.util.function.Predicate;

/** Makes a statement that fails smaller for as long as it still fails. */
public final class Shrinker {
    private static final int MOST_TRIES = 3000;
    private int tries;

    public Generated shrink(Generated failing, Predicate<Generated> fails) {
        var smallest = failing;
        while (tries < MOST_TRIES) {
            var from = smallest;
            var smaller = from.tree()
                    .cuts()
                    .map(from::with)
                    .takeWhile(cut -> tries++ < MOST_TRIES)
                    .filter(fails)
                    .findFirst();
            if (smaller.isEmpty()) {
                return smallest;
            }
            smallest = smaller.get();
        }
        return smallest;
    }
}
