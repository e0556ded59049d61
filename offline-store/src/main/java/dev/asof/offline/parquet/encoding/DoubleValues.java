package dev.asof.offline.parquet.encoding;

/** The values of a page that are held in doubles, in order, with the bits they were written with. Not thread-safe. */
public interface DoubleValues {

    /**
     * Reads the next {@code count} values into {@code target[from..from + count)}.
     *
     * @throws DamagedPageException if the page has no more
     */
    void read(double[] target, int from, int count);

    /**
     * Notes that all rows of the page are read.
     *
     * @throws DamagedPageException if the page states another number of values
     */
    default void end() {}

    /** PLAIN floats of eight bytes. */
    static DoubleValues plainDoubles(PageBytes bytes) {
        return (target, from, count) -> bytes.buffer(LongValues.byteCount(count, Double.BYTES))
                .asDoubleBuffer()
                .get(target, from, count);
    }

    /** PLAIN floats of four bytes. */
    static DoubleValues plainFloats(PageBytes bytes) {
        return new FloatsOfBits(LongValues.plainInts(bytes));
    }

    /** BYTE_STREAM_SPLIT floats of eight bytes. */
    static DoubleValues splitDoubles(PageBytes bytes) {
        return new DoublesOfBits(LongValues.split(bytes, Double.BYTES));
    }

    /** BYTE_STREAM_SPLIT floats of four bytes. */
    static DoubleValues splitFloats(PageBytes bytes) {
        return new FloatsOfBits(LongValues.split(bytes, Float.BYTES));
    }

    /** Values of a dictionary, by their codes. */
    static DoubleValues coded(double[] dictionary, Codes codes) {
        return (target, from, count) -> {
            int[] positions = codes.next(count);
            for (int i = 0; i < count; i++) {
                target[from + i] = dictionary[positions[i]];
            }
        };
    }
}
