package dev.asof.offline.parquet.encoding;

/** The values of a page that are held in longs, in order. Not thread-safe. */
public interface LongValues {

    /**
     * Reads the next {@code count} values into {@code target[from..from + count)}.
     *
     * @throws DamagedPageException if the page has no more
     */
    void read(long[] target, int from, int count);

    /**
     * Notes that all rows of the page are read.
     *
     * @throws DamagedPageException if the page states another number of values
     */
    default void end() {}

    /** PLAIN integers of four bytes, sign-extended. */
    static LongValues plainInts(PageBytes bytes) {
        return new PlainInts(bytes);
    }

    /** PLAIN integers of eight bytes. */
    static LongValues plainLongs(PageBytes bytes) {
        return (target, from, count) ->
                bytes.buffer(byteCount(count, Long.BYTES)).asLongBuffer().get(target, from, count);
    }

    /** PLAIN booleans, a bit each. */
    static LongValues plainBits(PageBytes bytes) {
        return new PlainBits(bytes);
    }

    /** RLE booleans, behind their length in four bytes. */
    static LongValues runLengthBits(PageBytes bytes) {
        return new RunLengthBits(bytes);
    }

    /**
     * DELTA_BINARY_PACKED integers of eight bytes.
     *
     * @param most the most values that may be there
     */
    static LongValues deltaLongs(PageBytes bytes, int most) {
        return DeltaReader.of(bytes, most);
    }

    /**
     * DELTA_BINARY_PACKED integers of four bytes, sign-extended: their sums wrap at 32 bits.
     *
     * @param most the most values that may be there
     */
    static LongValues deltaInts(PageBytes bytes, int most) {
        return new DeltaInts(DeltaReader.of(bytes, most));
    }

    /** BYTE_STREAM_SPLIT integers of {@code width} bytes, 4 or 8, sign-extended. */
    static LongValues split(PageBytes bytes, int width) {
        return new SplitBytes(bytes, width);
    }

    /** Values of a dictionary, by their codes. */
    static LongValues coded(long[] dictionary, Codes codes) {
        return (target, from, count) -> {
            int[] positions = codes.next(count);
            for (int i = 0; i < count; i++) {
                target[from + i] = dictionary[positions[i]];
            }
        };
    }

    /** The bytes of {@code count} values of {@code width}; more than can be is -1, which no page has. */
    static int byteCount(int count, int width) {
        return count > Integer.MAX_VALUE / width ? -1 : count * width;
    }
}
