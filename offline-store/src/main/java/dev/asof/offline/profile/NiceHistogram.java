package dev.asof.offline.profile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts sorted values between round edges, which leave at most one value in a hundred below and one above. */
final class NiceHistogram {
    private static final int MOST_BINS = 20;

    private NiceHistogram() {}

    static FeatureProfile.@Nullable Histogram of(SortedValues values) {
        int first = firstFinite(values);
        int end = endOfFinite(values);
        if (first >= end) {
            return null;
        }
        int count = end - first;
        double low = values.number(first + NumberProfile.position(1, count));
        double high = values.number(first + NumberProfile.position(99, count));
        List<Double> edges = edges(low, high);
        return new FeatureProfile.Histogram(edges, counts(values, edges));
    }

    private static int firstFinite(SortedValues values) {
        int first = 0;
        while (first < values.size() && values.number(first) == Double.NEGATIVE_INFINITY) {
            first++;
        }
        return first;
    }

    private static int endOfFinite(SortedValues values) {
        int end = values.size();
        while (end > 0 && !Double.isFinite(values.number(end - 1))) {
            end--;
        }
        return end;
    }

    /** Multiples of 1, 2 or 5 times a power of ten, from at or below {@code low} to above {@code high}. */
    private static List<Double> edges(double low, double high) {
        BigDecimal step = step(high - low, Math.max(Math.abs(low), Math.abs(high)));
        BigDecimal edge =
                new BigDecimal(low).divide(step, 0, RoundingMode.FLOOR).multiply(step);
        List<Double> edges = new ArrayList<>();
        edges.add(edge.doubleValue());
        while (edge.doubleValue() <= high) {
            edge = edge.add(step);
            edges.add(edge.doubleValue());
        }
        return edges;
    }

    /** The least round step with which the range takes no more than the most bins. */
    private static BigDecimal step(double range, double magnitude) {
        double wanted = Double.isFinite(range) ? range / MOST_BINS : magnitude / (MOST_BINS / 2);
        double least = Math.max(wanted, Math.max(Math.ulp(magnitude) * 4, Double.MIN_NORMAL));
        if (range == 0) {
            least = Math.max(least, magnitude == 0 ? 1 : magnitude / MOST_BINS);
        }
        BigDecimal exact = new BigDecimal(least);
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(exact.precision() - exact.scale() - 1);
        for (int digit : new int[] {1, 2, 5}) {
            BigDecimal step = power.multiply(BigDecimal.valueOf(digit));
            if (step.compareTo(exact) >= 0) {
                return step;
            }
        }
        return power.scaleByPowerOfTen(1);
    }

    private static List<Long> counts(SortedValues values, List<Double> edges) {
        double[] bounds = edges.stream().mapToDouble(Double::doubleValue).toArray();
        long[] counts = new long[bounds.length + 1];
        int bin = 0;
        for (int i = 0; i < values.size(); i++) {
            double value = values.number(i);
            if (Double.isNaN(value)) {
                break;
            }
            while (bin < bounds.length && value >= bounds[bin]) {
                bin++;
            }
            counts[bin]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }
}
