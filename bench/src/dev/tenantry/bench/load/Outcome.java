package dev.tenantry.bench.load;

import dev.tenantry.bench.Numbers;

/**
 * What a load came to.
 *
 * @param answers that came before the time was over
 * @param wrong answers that were not what they had to be; with connections that failed
 * @param times of each answer in nanoseconds, the shortest first, with those that came late; empty where they are not taken
 */
// Nobody compares two of them.
@SuppressWarnings("ArrayRecordComponent")
public record Outcome(long answers, long wrong, double seconds, long[] times) {

    public double perSecond() {
        return answers / seconds;
    }

    /** In milliseconds. */
    public double percentile(double percent) {
        return Numbers.percentile(times, percent) / 1e6;
    }
}
