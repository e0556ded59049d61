package dev.asof.offline.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * The hash of tables in memory whose keys others choose. Each process draws a seed of its own, which nobody knows, and nothing but slots
 * depends on it: keys that share one are hard to choose.
 */
public final class SeededHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FIRST_MULTIPLIER = 0xFF51AFD7ED558CCDL;
    private static final long SECOND_MULTIPLIER = 0xC4CEB9FE1A85EC53L;
    private static final long SEED = new SecureRandom().nextLong();

    private SeededHash() {}

    /** The hash of {@code data[from..to)}; distinct for distinct inputs of 8 bytes. */
    public static long of(byte[] data, int from, int to) {
        long hash = SEED ^ (to - from);
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONGS.get(data, at));
        }
        for (; at < to; at++) {
            hash = mixed(hash ^ data[at]);
        }
        return hash;
    }

    /** The finalizer of MurmurHash3: every bit of the input reaches every bit of the result. */
    private static long mixed(long bits) {
        long first = (bits ^ (bits >>> 33)) * FIRST_MULTIPLIER;
        long second = (first ^ (first >>> 33)) * SECOND_MULTIPLIER;
        return second ^ (second >>> 33);
    }
}
