package dev.asof.offline.parquet.encoding;

/** Floats of eight bytes from integers of the same bits. */
final class DoublesOfBits implements DoubleValues {
    private final LongValues bits;
    private final LongScratch scratch = new LongScratch();

    DoublesOfBits(LongValues bits) {
        this.bits = bits;
    }

    @Override
    public void read(double[] target, int from, int count) {
        long[] values = scratch.ofSize(count);
        bits.read(values, 0, count);
        for (int i = 0; i < count; i++) {
            target[from + i] = Double.longBitsToDouble(values[i]);
        }
    }

    @Override
    public void end() {
        bits.end();
    }
}
