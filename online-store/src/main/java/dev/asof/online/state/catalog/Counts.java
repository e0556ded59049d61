package dev.asof.online.state.catalog;

import java.nio.ByteBuffer;

/** Numbers that are at least 0 and mostly small, as unsigned LEB128: 1 to 9 bytes. */
public final class Counts {
    private Counts() {}

    public static int sizeOf(long count) {
        return (Long.SIZE - Long.numberOfLeadingZeros(count | 1) + 6) / 7;
    }

    public static void put(long count, ByteBuffer into) {
        long rest = count;
        while (rest > 0x7F) {
            into.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        into.put((byte) rest);
    }

    /** @throws IllegalArgumentException if the number is longer than 9 bytes */
    public static long get(ByteBuffer from) {
        long count = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = from.get();
            count |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return count;
            }
        }
        throw new IllegalArgumentException("A count is longer than 9 bytes");
    }

    /** @throws IllegalArgumentException if the number is more than an int holds */
    public static int getInt(ByteBuffer from) {
        long count = get(from);
        if (count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A count is " + count);
        }
        return (int) count;
    }
}
