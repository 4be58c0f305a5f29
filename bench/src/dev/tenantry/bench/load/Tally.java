package dev.tenantry.bench.load;

import java.util.Arrays;

/** Counts answers and keeps their times. */
final class Tally {
    private long[] times = new long[1 << 16];
    private int answers;
    private long wrong;
    private String first = "";

    void add(long nanos, boolean right) {
        if (answers == times.length) {
            times = Arrays.copyOf(times, answers * 2);
        }
        times[answers++] = nanos;
        if (!right) {
            wrong++;
        }
    }

    /** What was wrong with the first wrong one is told. */
    void wrong(String what) {
        if (first.isEmpty()) {
            first = what;
            System.err.println("A wrong answer, " + what);
        }
    }

    void failed(String what) {
        wrong++;
        wrong(what);
    }

    Outcome outcome(double seconds) {
        var sorted = Arrays.copyOf(times, answers);
        Arrays.sort(sorted);
        return new Outcome(answers, wrong, seconds, sorted);
    }
}
