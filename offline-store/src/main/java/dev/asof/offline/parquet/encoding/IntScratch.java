package dev.asof.offline.parquet.encoding;

/** An array that is used again and again, as long as the longest use needs. */
final class IntScratch {
    private int[] ints = new int[0];

    int[] ofSize(int size) {
        if (ints.length < size) {
            ints = new int[size];
        }
        return ints;
    }
}
