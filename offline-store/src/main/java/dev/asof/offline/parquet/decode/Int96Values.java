package dev.asof.offline.parquet.decode;

import dev.asof.offline.parquet.encoding.LongValues;
import dev.asof.offline.parquet.encoding.PageBytes;

/** PLAIN INT96, as microseconds: eight bytes of nanoseconds of the day, then four of the Julian day. */
record Int96Values(PageBytes bytes) implements LongValues {

    @Override
    public void read(long[] target, int from, int count) {
        for (int row = from; row < from + count; row++) {
            long nanosOfDay = bytes.readLong();
            target[row] = Times.ofInt96(nanosOfDay, bytes.readInt());
        }
    }
}
