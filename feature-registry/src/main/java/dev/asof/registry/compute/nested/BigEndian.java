package dev.asof.registry.compute.nested;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in arrays of bytes, the most significant byte first. */
final class BigEndian {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    static long getLong(byte[] data, int at) {
        return (long) LONG.get(data, at);
    }

    static void putLong(byte[] data, int at, long value) {
        LONG.set(data, at, value);
    }

    static int getInt(byte[] data, int at) {
        return (int) INT.get(data, at);
    }

    static void putInt(byte[] data, int at, int value) {
        INT.set(data, at, value);
    }
}
