package dev.asof.registry.compute.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** XXH64 with seed 0, after Yann Collet's specification, "xxHash fast digest algorithm", version 0.1.1. */
public final class XxHash64 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;
    private static final int STRIPE = 4 * Long.BYTES;

    private XxHash64() {}

    /** The hash of {@code data[from..to)}. */
    public static long of(byte[] data, int from, int to) {
        int position = from;
        long hash = PRIME_5;
        if (to - from >= STRIPE) {
            hash = stripes(data, from, to);
            position = to - (to - from) % STRIPE;
        }
        return avalanche(rest(data, position, to, hash + (to - from)));
    }

    /** The hash of the 8 bytes of {@code value}, little-endian. */
    public static long ofLong(long value) {
        return avalanche(takeLong(PRIME_5 + Long.BYTES, value));
    }

    private static long stripes(byte[] data, int from, int to) {
        long a = 0x60EA27EEADC0B5D6L; // PRIME_1 + PRIME_2
        long b = PRIME_2;
        long c = 0;
        long d = 0x61C8864E7A143579L; // -PRIME_1
        for (int at = from; at <= to - STRIPE; at += STRIPE) {
            a = round(a, (long) LONGS.get(data, at));
            b = round(b, (long) LONGS.get(data, at + 8));
            c = round(c, (long) LONGS.get(data, at + 16));
            d = round(d, (long) LONGS.get(data, at + 24));
        }
        long hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
        return join(join(join(join(hash, a), b), c), d);
    }

    private static long join(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    private static long rest(byte[] data, int from, int to, long start) {
        long hash = start;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = takeLong(hash, (long) LONGS.get(data, at));
        }
        if (at <= to - Integer.BYTES) {
            hash ^= Integer.toUnsignedLong((int) INTS.get(data, at)) * PRIME_1;
            hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
            at += Integer.BYTES;
        }
        for (; at < to; at++) {
            hash ^= Byte.toUnsignedLong(data[at]) * PRIME_5;
            hash = Long.rotateLeft(hash, 11) * PRIME_1;
        }
        return hash;
    }

    private static long takeLong(long hash, long value) {
        return Long.rotateLeft(hash ^ round(0, value), 27) * PRIME_1 + PRIME_4;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    private static long avalanche(long value) {
        long hash = value;
        hash ^= hash >>> 33;
        hash *= PRIME_2;
        hash ^= hash >>> 29;
        hash *= PRIME_3;
        hash ^= hash >>> 32;
        return hash;
    }
}
