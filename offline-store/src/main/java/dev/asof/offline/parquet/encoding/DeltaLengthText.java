package dev.asof.offline.parquet.encoding;

/** DELTA_LENGTH_BYTE_ARRAY: the lengths of all values, then their bytes. */
final class DeltaLengthText implements TextValues {
    private final int[] lengths;
    private final PageBytes bytes;
    private int next;

    DeltaLengthText(PageBytes bytes, int most) {
        this.lengths = DeltaReader.readLengths(bytes, most);
        this.bytes = bytes;
    }

    @Override
    public void read(TextRuns target, int from, int count) {
        if (count > lengths.length - next) {
            throw new DamagedPageException(
                    "a page has " + (lengths.length - next) + " values left where " + count + " should be");
        }
        for (int row = from; row < from + count; row++) {
            int length = lengths[next++];
            target.set(row, bytes.data(), bytes.take(length), length);
        }
    }

    @Override
    public void end() {
        if (next != lengths.length) {
            throw new DamagedPageException("a page of " + next + " values states " + lengths.length);
        }
        if (bytes.remaining() > 0) {
            throw new DamagedPageException("a page has " + bytes.remaining() + " bytes behind its last value");
        }
    }
}
