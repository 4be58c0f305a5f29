package dev.tenantry.bench;

import java.util.List;

/**
 * One row of the table.
 *
 * @param what such as {@code tenant read}
 * @param unit of the values: {@code requests/s}, {@code ms}, {@code MB}
 * @param a what was measured in each round
 * @param b what it is compared with, of the same rounds; empty when there is nothing
 * @param target what has to be reached
 */
public record Figure(String what, String unit, List<Double> a, List<Double> b, Target target) {

    /** A bound on the ratio of A to B, or on A itself. */
    public record Target(Kind kind, double bound) {
        public enum Kind {
            RATIO_AT_LEAST,
            RATIO_AT_MOST,
            AT_MOST,
            NONE
        }

        public static Target ratioAtLeast(double bound) {
            return new Target(Kind.RATIO_AT_LEAST, bound);
        }

        public static Target ratioAtMost(double bound) {
            return new Target(Kind.RATIO_AT_MOST, bound);
        }

        public static Target atMost(double bound) {
            return new Target(Kind.AT_MOST, bound);
        }

        public static Target none() {
            return new Target(Kind.NONE, 0);
        }
    }

    /** The median of what A was to B in each round. */
    public double ratio() {
        return b.isEmpty() ? Double.NaN : Numbers.median(Numbers.ratios(a, b));
    }

    public boolean met() {
        return switch (target.kind()) {
            case RATIO_AT_LEAST -> ratio() >= target.bound();
            case RATIO_AT_MOST -> ratio() <= target.bound();
            case AT_MOST -> Numbers.median(a) <= target.bound();
            case NONE -> true;
        };
    }
}
