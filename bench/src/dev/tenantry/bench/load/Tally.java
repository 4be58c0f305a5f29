package dev.tenantry.bench.load;

import java.util.Arrays;

/** Counts answers and keeps their times. */
final class Tally {
    private long[] times = new long[1 << 16];
    private int answers;
    private long wrong;
    private boolean told;

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
        if (!told) {
            told = true;
            System.err.println("A wrong answer, " + what);
        }
    }

    void failed(String what) {
        wrong++;
        wrong(what);
    }

    int answers() {
        return answers;
    }

    /** @param inTime how many of the answers came before the time was over */
    Outcome outcome(int inTime, double seconds) {
        var sorted = Arrays.copyOf(times, answers);
        Arrays.sort(sorted);
        return new Outcome(inTime, wrong, seconds, sorted);
    }
}
