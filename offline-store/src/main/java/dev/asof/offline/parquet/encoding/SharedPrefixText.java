package dev.asof.offline.parquet.encoding;

import java.util.Arrays;

/** DELTA_BYTE_ARRAY: how much each value shares with the start of the one before it, then the rest of it. */
final class SharedPrefixText implements TextValues {
    private final int[] prefixes;
    private final int[] suffixes;
    private final PageBytes bytes;
    private byte[] value = new byte[0];
    private int valueLength;
    private int next;

    SharedPrefixText(PageBytes bytes, int most) {
        this.prefixes = DeltaReader.readLengths(bytes, most);
        this.suffixes = DeltaReader.readLengths(bytes, most);
        if (prefixes.length != suffixes.length) {
            throw new DamagedPageException(
                    "a page has " + prefixes.length + " prefixes and " + suffixes.length + " suffixes");
        }
        this.bytes = bytes;
    }

    @Override
    public void read(TextRuns target, int from, int count) {
        if (count > prefixes.length - next) {
            throw new DamagedPageException(
                    "a page has " + (prefixes.length - next) + " values left where " + count + " should be");
        }
        for (int row = from; row < from + count; row++) {
            advance();
            target.set(row, value, 0, valueLength);
        }
    }

    private void advance() {
        int prefix = prefixes[next];
        int suffix = suffixes[next++];
        if (prefix > valueLength) {
            throw new DamagedPageException(
                    "a value shares " + prefix + " bytes with one before it that has " + valueLength);
        }
        int start = bytes.take(suffix);
        int length = Math.addExact(prefix, suffix);
        if (length > value.length) {
            value = Arrays.copyOf(value, Math.max(length, value.length + (value.length >> 1)));
        }
        System.arraycopy(bytes.data(), start, value, prefix, suffix);
        valueLength = length;
    }

    @Override
    public void end() {
        if (next != prefixes.length) {
            throw new DamagedPageException("a page of " + next + " values states " + prefixes.length);
        }
    }
}
