package dev.tenantry.bench;

import java.util.ArrayList;
import java.util.List;

/** Medians, spreads and percentiles. */
public final class Numbers {
    private Numbers() {}

    public static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public static double least(List<Double> values) {
        return values.stream().mapToDouble(value -> value).min().orElse(Double.NaN);
    }

    public static double most(List<Double> values) {
        return values.stream().mapToDouble(value -> value).max().orElse(Double.NaN);
    }

    /** Of each pair of one round. */
    public static List<Double> ratios(List<Double> a, List<Double> b) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            ratios.add(a.get(i) / b.get(i));
        }
        return ratios;
    }

    /** @param sorted the smallest first */
    public static long percentile(long[] sorted, double percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(sorted.length * percent / 100);
        return sorted[Math.max(0, rank - 1)];
    }
}
