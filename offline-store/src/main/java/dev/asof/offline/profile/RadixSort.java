package dev.asof.offline.profile;

import java.util.Arrays;

/** Sorts numbers digit by digit from the last on, without what all of them share. */
final class RadixSort {
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = Math.ceilDiv(Long.SIZE, DIGIT_BITS);
    private static final int BUCKETS = 1 << DIGIT_BITS;
    private static final int MASK = BUCKETS - 1;

    /** Below it comparing is quicker. */
    private static final int MANY = 1 << 13;

    private RadixSort() {}

    /** The values in ascending order, in the given array or another one. */
    static long[] sort(long[] values) {
        if (values.length < MANY) {
            Arrays.sort(values);
            return values;
        }
        int[][] counts = counts(values);
        long[] from = values;
        long[] to = new long[values.length];
        for (int digit = 0; digit < DIGITS; digit++) {
            if (!isOne(counts[digit], values.length)) {
                distribute(from, to, digit, counts[digit]);
                long[] sorted = to;
                to = from;
                from = sorted;
            }
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

    private static int[][] counts(long[] values) {
        int[][] counts = new int[DIGITS][BUCKETS];
        for (long value : values) {
            for (int digit = 0; digit < DIGITS; digit++) {
                counts[digit][digit(value, digit)]++;
            }
        }
        return counts;
    }

    /** Whether all values have the same digit. */
    private static boolean isOne(int[] counts, int size) {
        for (int count : counts) {
            if (count != 0) {
                return count == size;
            }
        }
        return true;
    }

    private static void distribute(long[] from, long[] to, int digit, int[] counts) {
        int[] next = new int[BUCKETS];
        for (int bucket = 1; bucket < BUCKETS; bucket++) {
            next[bucket] = next[bucket - 1] + counts[bucket - 1];
        }
        for (long value : from) {
            to[next[digit(value, digit)]++] = value;
        }
    }

    /** With the sign's bit turned, so that negative numbers come first. */
    private static int digit(long value, int digit) {
        return (int) ((value ^ Long.MIN_VALUE) >>> (digit * DIGIT_BITS)) & MASK;
    }
}
