package dev.asof.online.state.bulk;

/** Sorts positions by numbers that stand there, those of equal numbers as they come. */
final class RadixSort {
    private static final int BITS = 8;
    private static final int BUCKETS = 1 << BITS;

    private final int size;
    private int[] sorted;
    private int[] spare;

    private RadixSort(int size) {
        this.size = size;
        this.sorted = new int[size];
        this.spare = new int[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = i;
        }
    }

    /** The positions of the first {@code size} in the order of the first numbers, and then of the others, unsigned. */
    static int[] byKeys(long[] seconds, int[] firsts, int size) {
        RadixSort sort = new RadixSort(size);
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            int by = shift;
            sort.pass(i -> (int) (seconds[i] >>> by) & BUCKETS - 1);
        }
        for (int shift = 0; shift < Integer.SIZE; shift += BITS) {
            int by = shift;
            sort.pass(i -> firsts[i] >>> by & BUCKETS - 1);
        }
        return sort.sorted;
    }

    @FunctionalInterface
    private interface Digit {
        int of(int position);
    }

    private void pass(Digit digit) {
        int[] ends = new int[BUCKETS];
        for (int i = 0; i < size; i++) {
            ends[digit.of(i)]++;
        }
        if (size == 0 || ends[digit.of(0)] == size) {
            return;
        }
        int end = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            int count = ends[bucket];
            ends[bucket] = end;
            end += count;
        }
        for (int i = 0; i < size; i++) {
            int position = sorted[i];
            spare[ends[digit.of(position)]++] = position;
        }
        int[] swapped = sorted;
        sorted = spare;
        spare = swapped;
    }
}
