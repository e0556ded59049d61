package dev.asof.offline.profile;

import dev.asof.offline.column.SeededHash;
import java.util.Arrays;

/**
 * Counts how often each run of bytes comes: a hash table with linear probing, without an object per run, so that as many
 * different ones as there are rows have room. Not thread-safe.
 */
final class CountedBytes {
    private static final int FIRST_SLOTS = 1 << 10;
    private static final int FREE = -1;

    /** The runs, end to end, in the order in which they came first. */
    private byte[] data = new byte[1 << 12];

    private int[] ends = new int[FIRST_SLOTS / 2];
    private int[] counts = new int[FIRST_SLOTS / 2];
    private int[] slots = emptySlots(FIRST_SLOTS);
    private int size;

    /** The number of different runs. */
    int size() {
        return size;
    }

    /** How often a run came that was added. */
    int count(byte[] run, int from, int to) {
        return counts[slots[slotOf(run, from, to)]];
    }

    /** Adds each run once to others. */
    void addTo(NotableBytes notable) {
        for (int number = 0; number < size; number++) {
            notable.add(counts[number], data, start(number), end(number));
        }
    }

    /** @throws OutOfMemoryError if the different runs are longer together than an array */
    void add(byte[] run, int from, int to) {
        int slot = slotOf(run, from, to);
        if (slots[slot] == FREE) {
            append(run, from, to);
            slots[slot] = size - 1;
            if (2 * size > slots.length) {
                rehash();
            }
        } else {
            counts[slots[slot]]++;
        }
    }

    private void append(byte[] run, int from, int to) {
        int start = size == 0 ? 0 : end(size - 1);
        long end = (long) start + to - from;
        if (end > data.length) {
            if (end > Integer.MAX_VALUE - 8) {
                throw new OutOfMemoryError("different values of a feature are longer than 2 GB together");
            }
            data = Arrays.copyOf(data, (int) Math.clamp(data.length + (data.length >> 1), end, Integer.MAX_VALUE - 8));
        }
        System.arraycopy(run, from, data, start, to - from);
        if (size == counts.length) {
            counts = Arrays.copyOf(counts, size + (size >> 1));
            ends = Arrays.copyOf(ends, counts.length);
        }
        ends[size] = (int) end;
        counts[size] = 1;
        size++;
    }

    private void rehash() {
        slots = emptySlots(2 * slots.length);
        for (int number = 0; number < size; number++) {
            slots[slotOf(data, start(number), end(number))] = number;
        }
    }

    /** The slot that holds the run, or the free one where it belongs. */
    private int slotOf(byte[] run, int from, int to) {
        int slot = (int) SeededHash.of(run, from, to) & slots.length - 1;
        while (slots[slot] != FREE && !Arrays.equals(data, start(slots[slot]), end(slots[slot]), run, from, to)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private int start(int number) {
        return number == 0 ? 0 : end(number - 1);
    }

    private int end(int number) {
        return ends[number];
    }

    private static int[] emptySlots(int count) {
        int[] slots = new int[count];
        Arrays.fill(slots, FREE);
        return slots;
    }
}
