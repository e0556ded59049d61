package dev.asof.offline.parquet.encoding;

/** DELTA_BINARY_PACKED integers of four bytes, sign-extended: their sums wrap at 32 bits. */
record DeltaInts(DeltaReader deltas) implements LongValues {

    @Override
    public void read(long[] target, int from, int count) {
        deltas.read(target, from, count);
        for (int row = from; row < from + count; row++) {
            target[row] = (int) target[row];
        }
    }

    @Override
    public void end() {
        deltas.end();
    }
}
