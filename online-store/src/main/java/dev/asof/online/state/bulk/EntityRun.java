package dev.asof.online.state.bulk;

import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.online.state.entity.EntityAppends;
import dev.asof.online.state.entity.Frame;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Frames in the order in which they came, up to some bytes of them, which are then visited by the key of their record. One thread's.
 */
final class EntityRun {
    private static final int FIRST_BYTES = 1 << 16;
    private static final int FIRST_EVENTS = 1 << 10;
    private static final int PIECE_BYTES = 4 << 20;

    private final int mostBytes;
    private ByteBuffer data = ByteBuffer.allocate(FIRST_BYTES);
    private int[] offsets = new int[FIRST_EVENTS];
    private int[] keyLengths = new int[FIRST_EVENTS];
    private long[] prefixes = new long[FIRST_EVENTS];
    private int[] entities = new int[FIRST_EVENTS];
    private int size;

    /** @param mostBytes about how many bytes it takes, at most 1 GiB */
    EntityRun(long mostBytes) {
        this.mostBytes = (int) Math.min(mostBytes, 1L << 30);
    }

    /** Takes nothing more. */
    boolean isFull() {
        return data.position() >= mostBytes;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds the frame of an event. */
    void add(StoredView view, byte[] entityKey, Origin origin, byte[] row) {
        int keyLength = Integer.BYTES + entityKey.length;
        makeRoom(keyLength + Frame.sizeOf(view.id(), origin, row));
        offsets[size] = data.position();
        keyLengths[size] = keyLength;
        prefixes[size] = prefix(entityKey);
        entities[size] = view.entity();
        data.putInt(view.entity()).put(entityKey);
        Frame.put(view.id(), origin, row, data);
        size++;
    }

    private static long prefix(byte[] entityKey) {
        long prefix = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            prefix = prefix << Byte.SIZE | (i < entityKey.length ? entityKey[i] & 0xFF : 0);
        }
        return prefix;
    }

    private void makeRoom(int bytes) {
        if (data.remaining() < bytes) {
            int capacity = Math.max(2 * data.capacity(), data.position() + bytes);
            data = ByteBuffer.allocate(capacity).put(data.flip());
        }
        if (size + 1 >= offsets.length) {
            int capacity = 2 * offsets.length;
            offsets = Arrays.copyOf(offsets, capacity);
            keyLengths = Arrays.copyOf(keyLengths, capacity);
            prefixes = Arrays.copyOf(prefixes, capacity);
            entities = Arrays.copyOf(entities, capacity);
        }
    }

    /** Forgets all frames, and keeps the memory. */
    void clear() {
        data.clear();
        size = 0;
    }

    /** Visits the keys in their order, with the frames of each as they came: in pieces, where they are many. */
    void forEach(EntityAppends.RecordVisitor visitor) {
        offsets[size] = data.position();
        int[] sorted = sorted();
        int from = 0;
        int length = 0;
        for (int i = 0; i < size; i++) {
            length += lengthOf(sorted[i]);
            boolean isLast = i + 1 == size || compareKeys(sorted[i], sorted[i + 1]) != 0;
            if (isLast || length >= PIECE_BYTES) {
                visit(sorted, from, i + 1, length, visitor);
                from = i + 1;
                length = 0;
            }
        }
    }

    private int lengthOf(int event) {
        return offsets[event + 1] - offsets[event] - keyLengths[event];
    }

    private void visit(int[] sorted, int from, int to, int length, EntityAppends.RecordVisitor visitor) {
        byte[] frames = new byte[length];
        int at = 0;
        for (int i = from; i < to; i++) {
            int start = offsets[sorted[i]] + keyLengths[sorted[i]];
            int count = offsets[sorted[i] + 1] - start;
            System.arraycopy(data.array(), start, frames, at, count);
            at += count;
        }
        int first = sorted[from];
        byte[] key = Arrays.copyOfRange(data.array(), offsets[first], offsets[first] + keyLengths[first]);
        visitor.visit(key, to - from, frames);
    }

    private int[] sorted() {
        int[] sorted = RadixSort.byKeys(prefixes, entities, size);
        int from = 0;
        for (int i = 1; i <= size; i++) {
            if (i == size || !hasSamePrefix(sorted[from], sorted[i])) {
                sortByWholeKeys(sorted, from, i);
                from = i;
            }
        }
        return sorted;
    }

    private boolean hasSamePrefix(int event, int other) {
        return prefixes[event] == prefixes[other] && entities[event] == entities[other];
    }

    /** Where all keys are as long as their prefixes, they are equal. */
    private void sortByWholeKeys(int[] sorted, int from, int to) {
        boolean isAnyLonger = false;
        for (int i = from; i < to; i++) {
            isAnyLonger |= keyLengths[sorted[i]] != Integer.BYTES + Long.BYTES;
        }
        if (isAnyLonger && to - from > 1) {
            Integer[] group = Arrays.stream(sorted, from, to).boxed().toArray(Integer[]::new);
            Arrays.sort(group, this::compareKeys);
            for (int i = from; i < to; i++) {
                sorted[i] = group[i - from];
            }
        }
    }

    private int compareKeys(int event, int other) {
        int start = offsets[event];
        int otherStart = offsets[other];
        return Arrays.compareUnsigned(
                data.array(),
                start,
                start + keyLengths[event],
                data.array(),
                otherStart,
                otherStart + keyLengths[other]);
    }
}
