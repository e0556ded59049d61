package dev.asof.offline.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Arrays for the bytes of pages, handed on from one row group to the next: they are large, and a collector deals badly
 * with many large arrays. One for each scan, of any number of row groups at a time. Thread-safe.
 */
public final class ScanBuffers {
    private static final int STEP = 1 << 16;
    private static final long MOST_IDLE_BYTES = 1 << 27;

    private final Batches batches;
    private final List<byte[]> idle = new ArrayList<>();
    private long idleBytes;

    /** What becomes of batches of rows that were read. */
    public enum Batches {
        /** They last. */
        KEPT,
        /** Each is done with when the next one is asked for: its arrays are used again. */
        PASSED
    }

    /** For batches that last. */
    public ScanBuffers() {
        this(Batches.KEPT);
    }

    public ScanBuffers(Batches batches) {
        this.batches = batches;
    }

    public Batches batches() {
        return batches;
    }

    /** An array of at least {@code size} bytes, of any content. */
    public synchronized byte[] take(int size) {
        int best = -1;
        for (int i = 0; i < idle.size(); i++) {
            int length = idle.get(i).length;
            best = length >= size && (best < 0 || length < idle.get(best).length) ? i : best;
        }
        if (best < 0) {
            return new byte[roundedUp(size)];
        }
        byte[] taken = idle.remove(best);
        idleBytes -= taken.length;
        return taken;
    }

    /** Takes an array back. */
    public synchronized void give(byte[] array) {
        if (idleBytes + array.length <= MOST_IDLE_BYTES) {
            idle.add(array);
            idleBytes += array.length;
        }
    }

    private static int roundedUp(int size) {
        return size > Integer.MAX_VALUE - STEP ? size : (size + STEP - 1) / STEP * STEP;
    }
}
