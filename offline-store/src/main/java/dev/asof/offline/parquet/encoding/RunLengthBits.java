package dev.asof.offline.parquet.encoding;

/** RLE booleans: runs of one bit, behind their length in four bytes. */
final class RunLengthBits implements LongValues {
    private final RunLengthReader runs;
    private final IntScratch scratch = new IntScratch();

    RunLengthBits(PageBytes bytes) {
        this.runs = new RunLengthReader(bytes.remaining() == 0 ? bytes : bytes.slice(bytes.readInt()), 1);
    }

    @Override
    public void read(long[] target, int from, int count) {
        int[] bits = scratch.ofSize(count);
        runs.read(bits, 0, count);
        for (int i = 0; i < count; i++) {
            target[from + i] = bits[i] & 1;
        }
    }
}
