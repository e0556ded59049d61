package dev.asof.offline.parquet.encoding;

/** Numbers of a fixed width, packed one after the other from the lowest bit of each byte. */
final class BitUnpacking {
    /** Up to this width a number lies within eight bytes, wherever in a byte it begins. */
    private static final int WIDTH_IN_ONE_LONG = Long.SIZE - Byte.SIZE + 1;

    private BitUnpacking() {}

    /** The bytes that {@code count} numbers take. */
    static int byteCount(int count, int width) {
        return Math.toIntExact(((long) count * width + Byte.SIZE - 1) / Byte.SIZE);
    }

    /**
     * Unpacks numbers of at most 32 bits.
     *
     * @param bit the position of the first number, counted in bits from the start of {@code data}
     */
    static void unpack(byte[] data, long bit, int width, int[] target, int from, int count) {
        long mask = (1L << width) - 1;
        int row = from;
        int end = from + count;
        long at = bit;
        int safe = safeCount(data, bit, width, count);
        for (int last = from + safe; row < last; row++) {
            target[row] = (int) (PageBytes.longAt(data, (int) (at >>> 3)) >>> (at & 7) & mask);
            at += width;
        }
        for (; row < end; row++) {
            target[row] = (int) (PageBytes.longWithin(data, (int) (at >>> 3)) >>> (at & 7) & mask);
            at += width;
        }
    }

    /**
     * Unpacks numbers of at most 64 bits.
     *
     * @param bit the position of the first number, counted in bits from the start of {@code data}
     */
    static void unpack(byte[] data, long bit, int width, long[] target, int from, int count) {
        long mask = width == Long.SIZE ? -1 : (1L << width) - 1;
        int row = from;
        int end = from + count;
        long at = bit;
        if (width <= WIDTH_IN_ONE_LONG) {
            int safe = safeCount(data, bit, width, count);
            for (int last = from + safe; row < last; row++) {
                target[row] = PageBytes.longAt(data, (int) (at >>> 3)) >>> (at & 7) & mask;
                at += width;
            }
        }
        for (; row < end; row++) {
            target[row] = wide(data, at) & mask;
            at += width;
        }
    }

    /** How many numbers, from the first on, can be read eight bytes at a time without leaving the array. */
    private static int safeCount(byte[] data, long bit, int width, int count) {
        long bits = ((long) data.length - Long.BYTES + 1) * Byte.SIZE - bit;
        return bits <= 0 ? 0 : width == 0 ? count : (int) Math.min(count, bits / width);
    }

    /** The 64 bits from {@code bit} on. */
    private static long wide(byte[] data, long bit) {
        int position = (int) (bit >>> 3);
        int shift = (int) (bit & 7);
        long low = PageBytes.longWithin(data, position) >>> shift;
        int above = position + Long.BYTES;
        return shift == 0 || above >= data.length ? low : low | (long) (data[above] & 0xFF) << (Long.SIZE - shift);
    }
}
