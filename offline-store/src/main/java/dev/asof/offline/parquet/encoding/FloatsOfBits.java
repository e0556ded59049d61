package dev.asof.offline.parquet.encoding;

/** Floats of four bytes from integers of the same bits. */
final class FloatsOfBits implements DoubleValues {
    private final LongValues bits;
    private final LongScratch scratch = new LongScratch();

    FloatsOfBits(LongValues bits) {
        this.bits = bits;
    }

    @Override
    public void read(double[] target, int from, int count) {
        long[] values = scratch.ofSize(count);
        bits.read(values, 0, count);
        for (int i = 0; i < count; i++) {
            target[from + i] = Float.intBitsToFloat((int) values[i]);
        }
    }

    @Override
    public void end() {
        bits.end();
    }
}
