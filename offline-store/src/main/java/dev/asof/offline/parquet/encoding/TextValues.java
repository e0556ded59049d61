package dev.asof.offline.parquet.encoding;

/** The byte runs of a page, in order. Not thread-safe. */
public interface TextValues {

    /**
     * Reads the next {@code count} values into the runs {@code from} and following of {@code target}.
     *
     * @throws DamagedPageException if the page has no more
     */
    void read(TextRuns target, int from, int count);

    /**
     * Notes that all rows of the page are read.
     *
     * @throws DamagedPageException if the page states another number of values
     */
    default void end() {}

    /** PLAIN: each value behind its length in four bytes. */
    static TextValues plain(PageBytes bytes) {
        return (target, from, count) -> {
            for (int row = from; row < from + count; row++) {
                int length = bytes.readInt();
                target.set(row, bytes.data(), bytes.take(length), length);
            }
        };
    }

    /**
     * DELTA_LENGTH_BYTE_ARRAY: the lengths of all values, then their bytes.
     *
     * @param most the most values that may be there
     */
    static TextValues deltaLengths(PageBytes bytes, int most) {
        return new DeltaLengthText(bytes, most);
    }

    /**
     * DELTA_BYTE_ARRAY: how much each value shares with the start of the one before it, then the rest of it.
     *
     * @param most the most values that may be there
     */
    static TextValues sharedPrefixes(PageBytes bytes, int most) {
        return new SharedPrefixText(bytes, most);
    }
}
