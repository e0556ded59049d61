package dev.asof.offline.parquet.encoding;

/** An array that is used again and again, as long as the longest use needs. */
final class LongScratch {
    private long[] longs = new long[0];

    long[] ofSize(int size) {
        if (longs.length < size) {
            longs = new long[size];
        }
        return longs;
    }
}
