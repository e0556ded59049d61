package dev.asof.online.state;

import java.util.Arrays;

/**
 * About how many events were appended to each entity's record since it was rewritten. Entities that share a place are
 * rewritten earlier than they need be, never later. One thread's at a time.
 */
final class TailCounts {
    private static final int PLACES = 1 << 20;

    private final short[] counts = new short[PLACES];

    /** Adds events; returns how many there are now. */
    int add(byte[] key, int events) {
        int place = place(key);
        int count = Math.min(Short.MAX_VALUE, counts[place] + events);
        counts[place] = (short) count;
        return count;
    }

    void clear(byte[] key) {
        counts[place(key)] = 0;
    }

    private static int place(byte[] key) {
        int hash = Arrays.hashCode(key) * 0x9E3779B9;
        return hash >>> (Integer.SIZE - 20);
    }
}
