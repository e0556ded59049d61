package dev.asof.it.oracle;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.parquet.column.values.bloomfilter.XxHash;

/** What approximate functions say, which is exact: the same inputs always have the same estimate. */
final class Sketches {
    private static final int REGISTER_BITS = 12;
    private static final int MAX_RANK = 53;

    private Sketches() {}

    /** The estimate of HyperLogLog. */
    static long distinct(Type type, List<Object> values) {
        if (values.isEmpty()) {
            return 0;
        }
        Map<Long, Integer> registers = new TreeMap<>();
        for (Object value : values) {
            long hash = hash(type, Groups.of(value));
            int rank = Math.min(MAX_RANK, Long.numberOfLeadingZeros(hash << REGISTER_BITS) + 1);
            registers.merge(hash >>> (64 - REGISTER_BITS), rank, Math::max);
        }
        return estimate(registers);
    }

    /** The quantile of numbers of which there is at least one, as the middle of its bucket. */
    static double quantile(double quantile, List<Object> values) {
        List<Double> sorted =
                values.stream().map(Numbers::nearestFloat).sorted().toList();
        double value = sorted.get((int) Math.floor(quantile * (sorted.size() - 1)));
        double magnitude = Math.abs(value);
        if (magnitude < 1e-12) {
            return 0.0;
        }
        if (!Double.isFinite(value)) {
            return value;
        }
        double bucket = Math.ceil(50 * StrictMath.log(magnitude > 1e19 ? 1e19 : magnitude));
        double middle = StrictMath.exp((bucket - 0.5) / 50) / StrictMath.cosh(0.01);
        return value < 0 ? -middle : middle;
    }

    /** XXH64 of a value. */
    static long hash(Type type, Object value) {
        return new XxHash().hashBytes(Encoding.hashed(type, value));
    }

    private static long estimate(Map<Long, Integer> registers) {
        double m = 1 << REGISTER_BITS;
        Map<Integer, Long> counts =
                registers.values().stream().collect(Collectors.groupingBy(rank -> rank, Collectors.counting()));
        double z = m * tau(1 - counts.getOrDefault(MAX_RANK, 0L) / m);
        for (int rank = MAX_RANK - 1; rank > 0; rank--) {
            z = (z + counts.getOrDefault(rank, 0L)) / 2;
        }
        z = z + m * sigma((m - registers.size()) / m);
        return (long) Math.rint(m * m / (2 * StrictMath.log(2)) / z);
    }

    private static double sigma(double start) {
        double x = start;
        double z = x;
        for (double y = 1; ; y = y + y) {
            x = x * x;
            double next = z + x * y;
            if (next == z) {
                return z;
            }
            z = next;
        }
    }

    private static double tau(double start) {
        if (start == 0 || start == 1) {
            return 0;
        }
        double x = start;
        double z = 1 - x;
        for (double y = 0.5; ; y = y / 2) {
            x = StrictMath.sqrt(x);
            double next = z - (1 - x) * (1 - x) * y;
            if (next == z) {
                return z / 3;
            }
            z = next;
        }
    }
}
