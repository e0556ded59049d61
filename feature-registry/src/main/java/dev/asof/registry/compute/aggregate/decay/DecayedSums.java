package dev.asof.registry.compute.aggregate.decay;

import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.exact.Dyadic;
import dev.asof.registry.compute.exact.ExactDoubleSum;
import java.util.Map;
import java.util.TreeMap;

/**
 * An exact sum for each bucket of time that has an addend, of the newest 1,025 buckets: what lies before weighs nothing. Not
 * thread-safe.
 *
 * <pre>
 * state := buckets: count, then, unless there are none: the newest: signed, then per bucket from the newest down: its
 *          distance from the one before (from the newest for the first): count, sum
 * </pre>
 */
final class DecayedSums {
    /** How many half-lives later an addend weighs nothing any more. */
    private static final int MAX_DISTANCE = 1_024;

    private final TreeMap<Long, ExactDoubleSum> sums = new TreeMap<>();

    void clear() {
        sums.clear();
    }

    boolean isEmpty() {
        return sums.isEmpty();
    }

    void add(long bucket, double addend) {
        if (weighs(bucket)) {
            sums.computeIfAbsent(bucket, none -> new ExactDoubleSum()).add(addend);
            forgetOld();
        }
    }

    void addAll(DecayedSums other) {
        other.sums.descendingMap().forEach((bucket, sum) -> {
            if (weighs(bucket)) {
                sums.computeIfAbsent(bucket, none -> new ExactDoubleSum()).addAll(sum);
            }
        });
        forgetOld();
    }

    private boolean weighs(long bucket) {
        return sums.isEmpty() || distance(bucket, sums.lastKey()) <= MAX_DISTANCE;
    }

    /** How many buckets one lies before another, at least 0 only if it does. Buckets are times divided: far from overflow. */
    private static long distance(long bucket, long later) {
        return later / 2 - bucket / 2 > MAX_DISTANCE ? Long.MAX_VALUE : later - bucket;
    }

    private void forgetOld() {
        while (!sums.isEmpty() && distance(sums.firstKey(), sums.lastKey()) > MAX_DISTANCE) {
            sums.pollFirstEntry();
        }
    }

    /**
     * The sum of all buckets' sums, each times 2^(its number - {@code bucket}), rounded once. Infinities and NaNs add as in
     * IEEE 754.
     *
     * @param bucket not before any that has an addend
     */
    double at(long bucket) {
        Dyadic total = Dyadic.ZERO;
        ExactDoubleSum others = new ExactDoubleSum();
        for (Map.Entry<Long, ExactDoubleSum> entry : sums.entrySet()) {
            long distance = distance(entry.getKey(), bucket);
            if (distance > MAX_DISTANCE) {
                continue;
            }
            ExactDoubleSum sum = entry.getValue();
            if (sum.isFinite()) {
                total = total.plus(sum.value().timesPowerOfTwo((int) -distance));
            } else {
                others.add(sum.toDouble());
            }
        }
        return others.isFinite() ? total.dividedBy(Dyadic.of(1)) : others.toDouble();
    }

    void encode(StateWriter out) {
        out.putCount(sums.size());
        if (sums.isEmpty()) {
            return;
        }
        long previous = sums.lastKey();
        out.putSigned(previous);
        for (Map.Entry<Long, ExactDoubleSum> entry : sums.descendingMap().entrySet()) {
            out.putCount(previous - entry.getKey());
            out.putSum(entry.getValue());
            previous = entry.getKey();
        }
    }

    static DecayedSums decode(StateReader in) {
        DecayedSums state = new DecayedSums();
        int size = in.getCountOf(3);
        long bucket = size == 0 ? 0 : in.getSigned();
        for (int i = 0; i < size; i++) {
            long distance = in.getCount();
            if (distance < 0 || distance > MAX_DISTANCE || (distance == 0) != (i == 0)) {
                throw StateReader.malformed("a bucket is " + Long.toUnsignedString(distance) + " before the last");
            }
            bucket -= distance;
            state.sums.put(bucket, in.getDoubleSum());
        }
        if (size > 0 && distance(state.sums.firstKey(), state.sums.lastKey()) > MAX_DISTANCE) {
            throw StateReader.malformed("a bucket lies too far back to weigh anything");
        }
        return state;
    }
}
