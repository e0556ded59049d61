package dev.asof.online.lookup;

import org.jspecify.annotations.Nullable;

/**
 * Runs of bytes by short keys, in a bounded memory beside the heap; what was not asked for lately goes first. Nothing is sure to
 * be found that was put. Thread-safe.
 */
final class RecentBytes {
    private static final int MOST_PARTS = 16;

    private final RecentBytesPart[] parts;

    /** @param bytes the most that the runs may take; where they are few nothing is kept */
    RecentBytes(long bytes) {
        int count = (int) Math.min(MOST_PARTS, bytes / (2L * RecentBytesPart.CHUNK_BYTES));
        this.parts = new RecentBytesPart[Math.max(0, count)];
        for (int i = 0; i < count; i++) {
            parts[i] = new RecentBytesPart((int) (bytes / count / RecentBytesPart.CHUNK_BYTES));
        }
    }

    /**
     * The bytes of a key; null if there are none.
     *
     * @param hash of {@code key}
     * @param kind tells apart what has one key
     */
    byte @Nullable [] get(long hash, int kind, byte[] key) {
        if (parts.length == 0) {
            return null;
        }
        long mixed = mixed(hash, kind);
        return part(mixed).get(mixed, kind, key);
    }

    /** Puts bytes in the place of those that the key had. */
    void put(long hash, int kind, byte[] key, byte[] bytes) {
        if (parts.length > 0) {
            long mixed = mixed(hash, kind);
            part(mixed).put(mixed, kind, key, bytes);
        }
    }

    private RecentBytesPart part(long mixed) {
        return parts[(int) (((mixed >>> Integer.SIZE) * parts.length) >>> Integer.SIZE)];
    }

    /** The finishing step of MurmurHash3. */
    private static long mixed(long hash, int kind) {
        long mixed = hash + kind * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }
}
