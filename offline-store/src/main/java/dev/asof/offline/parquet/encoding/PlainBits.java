package dev.asof.offline.parquet.encoding;

/** PLAIN booleans, a bit each, the lowest of a byte first. */
final class PlainBits implements LongValues {
    private final PageBytes bytes;
    private final long end;
    private long bit;

    PlainBits(PageBytes bytes) {
        this.bytes = bytes;
        this.bit = (long) bytes.position() * Byte.SIZE;
        this.end = bit + (long) bytes.remaining() * Byte.SIZE;
    }

    @Override
    public void read(long[] target, int from, int count) {
        if (count > end - bit) {
            throw new DamagedPageException("a page has " + (end - bit) + " bits left where " + count + " should be");
        }
        BitUnpacking.unpack(bytes.data(), bit, 1, target, from, count);
        bit += count;
    }
}
