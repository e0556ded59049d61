package dev.asof.offline.profile;

import java.util.Arrays;

/**
 * Sorts numbers by the first bits in which they differ, digit by digit from the last on. What differs only in bits behind those stands together
 * then, mostly alone, and is put in order by comparing.
 */
final class RadixSort {
    private static final int DIGIT_BITS = 11;
    private static final int MOST_DIGITS = 3;
    private static final int BUCKETS = 1 << DIGIT_BITS;
    private static final int MASK = BUCKETS - 1;

    /** Below it comparing is quicker. */
    private static final int MANY = 1 << 13;

    private static final int INSERTION_LIMIT = 16;

    private RadixSort() {}

    /** The values in ascending order, in the given array or another one. */
    static long[] sort(long[] values) {
        if (values.length < MANY) {
            Arrays.sort(values);
            return values;
        }
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (long value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(greatest - least);
        int shift = Math.max(0, bits - MOST_DIGITS * DIGIT_BITS);
        long[] from = values;
        long[] to = new long[values.length];
        for (int done = shift; done < bits; done += DIGIT_BITS) {
            distribute(from, to, least, done);
            long[] sorted = to;
            to = from;
            from = sorted;
        }
        if (shift > 0) {
            settle(from, least, shift);
        }
        return from;
    }

    /** The values in the order of {@link Double#compare}, NaNs as one, in the given array. */
    static void sort(double[] values) {
        long[] ordered = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            ordered[i] = turned(Double.doubleToLongBits(values[i]));
        }
        long[] sorted = sort(ordered);
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.longBitsToDouble(turned(sorted[i]));
        }
    }

    /** The bits of a double as a number in its order, and back: of negative ones all bits but the sign are turned. */
    private static long turned(long bits) {
        return bits ^ (bits >> (Long.SIZE - 1) & Long.MAX_VALUE);
    }

    private static void distribute(long[] from, long[] to, long least, int shift) {
        int[] next = new int[BUCKETS + 1];
        for (long value : from) {
            next[digit(value, least, shift) + 1]++;
        }
        for (int bucket = 1; bucket < BUCKETS; bucket++) {
            next[bucket] += next[bucket - 1];
        }
        for (long value : from) {
            to[next[digit(value, least, shift)]++] = value;
        }
    }

    /** Of the distance from the least value, which has no sign. */
    private static int digit(long value, long least, int shift) {
        return (int) ((value - least) >>> shift) & MASK;
    }

    /** Orders those that are alike from bit {@code shift} on. */
    private static void settle(long[] values, long least, int shift) {
        int start = 0;
        for (int i = 1; i <= values.length; i++) {
            if (i == values.length || (values[i] - least) >>> shift != (values[start] - least) >>> shift) {
                if (i - start > INSERTION_LIMIT) {
                    Arrays.sort(values, start, i);
                } else {
                    insertionSort(values, start, i);
                }
                start = i;
            }
        }
    }

    private static void insertionSort(long[] values, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long value = values[i];
            int at = i;
            while (at > from && values[at - 1] > value) {
                values[at] = values[at - 1];
                at--;
            }
            values[at] = value;
        }
    }
}
