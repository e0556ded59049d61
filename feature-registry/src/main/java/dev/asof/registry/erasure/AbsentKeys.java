package dev.asof.registry.erasure;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Keys of entities of one kind that were looked for lately and are of nobody who was erased, so that one that comes again is not hashed again. Each has
 * one place, where the next one of that place follows it. No key of an erased entity is kept. Thread-safe.
 */
final class AbsentKeys {
    private static final int PLACES = 1 << 15;

    /** Longer keys would take much memory. */
    private static final int LONGEST_BYTES = 128;

    private final AtomicReferenceArray<byte @Nullable []> places = new AtomicReferenceArray<>(PLACES);

    boolean contains(byte[] encodedKey) {
        return Arrays.equals(places.get(place(encodedKey)), encodedKey);
    }

    void add(byte[] encodedKey) {
        if (encodedKey.length <= LONGEST_BYTES) {
            places.set(place(encodedKey), encodedKey.clone());
        }
    }

    /** By FNV-1a, which spreads keys that are numbers. */
    private static int place(byte[] encodedKey) {
        long hash = 0xCBF29CE484222325L;
        for (byte each : encodedKey) {
            hash = (hash ^ (each & 0xFF)) * 0x100000001B3L;
        }
        return (int) (hash ^ (hash >>> 32)) & (PLACES - 1);
    }
}
