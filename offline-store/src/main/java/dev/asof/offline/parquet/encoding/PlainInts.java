package dev.asof.offline.parquet.encoding;

/** PLAIN integers of four bytes, sign-extended. */
final class PlainInts implements LongValues {
    private final PageBytes bytes;
    private final IntScratch scratch = new IntScratch();

    PlainInts(PageBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public void read(long[] target, int from, int count) {
        int size = LongValues.byteCount(count, Integer.BYTES);
        int[] ints = scratch.ofSize(count);
        bytes.buffer(size).asIntBuffer().get(ints, 0, count);
        for (int i = 0; i < count; i++) {
            target[from + i] = ints[i];
        }
    }
}
