package dev.asof.online.lookup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of {@link RecentBytes}. Runs are written one after another into chunks of memory, and found by a table of where they
 * lie. When all chunks are full the oldest is written anew; of its runs those stay that were asked for since they were
 * written. Thread-safe.
 *
 * <p>Readers look without waiting, and look again with the lock where somebody wrote meanwhile: what they saw then may be
 * anything, but is bytes of this memory.
 *
 * <pre>
 * run := length 4, of the whole run | kind 4 | upper half of the hash 4 | key length 1 | bytes length 4
 *        key | bytes | up to a multiple of 8
 * </pre>
 */
final class RecentBytesPart {
    static final int CHUNK_BYTES = 1 << 18;

    private static final Logger LOG = LoggerFactory.getLogger(RecentBytesPart.class);
    private static final int ALIGNMENT_BITS = 3;
    private static final int RUNS_BITS = 18 - ALIGNMENT_BITS;
    private static final int KIND = 4;
    private static final int UPPER = 8;
    private static final int KEY_LENGTH = 12;
    private static final int LENGTH = 13;
    private static final int KEY = 17;
    private static final int LONGEST_RUN = CHUNK_BYTES / 4;
    private static final int LONGEST_KEY = 255;
    private static final int FIRST_SLOTS = 1 << 10;

    private final StampedLock lock = new StampedLock();
    private final AtomicReferenceArray<@Nullable ByteBuffer> chunks;
    private int chunkCount;
    private int mostChunks;
    private int writing = -1;
    private int position = CHUNK_BYTES;

    /** Per slot 0, or the upper half of a hash and where the run lies, from 1. Runs stand in the first free slot from that of their hash on. */
    private volatile long[] slots = new long[FIRST_SLOTS];

    /** Per slot whether its run was asked for since it was written; a reader that looks without the lock may miss its slot. */
    private volatile byte[] askedFor = new byte[FIRST_SLOTS];

    private int runs;

    /** A run that stays while its chunk is written anew. */
    private record Survivor(long slot, byte[] run) {}

    RecentBytesPart(int mostChunks) {
        this.mostChunks = mostChunks;
        this.chunks = new AtomicReferenceArray<>(mostChunks);
    }

    byte @Nullable [] get(long hash, int kind, byte[] key) {
        long stamp = lock.tryOptimisticRead();
        if (stamp != 0) {
            try {
                byte[] seen = look(hash, kind, key);
                if (lock.validate(stamp)) {
                    return seen;
                }
            } catch (IndexOutOfBoundsException | NullPointerException writtenMeanwhile) {
                // What was seen was no run.
            }
        }
        long held = lock.readLock();
        try {
            return look(hash, kind, key);
        } finally {
            lock.unlockRead(held);
        }
    }

    private byte @Nullable [] look(long hash, int kind, byte[] key) {
        int slot = find(hash, kind, key);
        if (slot < 0) {
            return null;
        }
        long found = slots[slot];
        ByteBuffer chunk = chunk(found);
        int at = offset(found);
        int length = chunk.getInt(at + LENGTH);
        Objects.checkFromIndexSize(at + KEY + key.length, length, CHUNK_BYTES);
        byte[] bytes = new byte[length];
        chunk.get(at + KEY + key.length, bytes);
        askedFor[slot] = 1;
        return bytes;
    }

    void put(long hash, int kind, byte[] key, byte[] bytes) {
        int length = (KEY + key.length + bytes.length + 7) & -8;
        if (length > LONGEST_RUN || key.length > LONGEST_KEY) {
            return;
        }
        long held = lock.writeLock();
        try {
            int known = find(hash, kind, key);
            if (known >= 0) {
                free(known);
            }
            makeRoom(length);
            chunk(writing)
                    .putInt(position, length)
                    .putInt(position + KIND, kind)
                    .putInt(position + UPPER, upper(hash))
                    .put(position + KEY_LENGTH, (byte) key.length)
                    .putInt(position + LENGTH, bytes.length)
                    .put(position + KEY, key)
                    .put(position + KEY + key.length, bytes);
            note(hash, length);
        } finally {
            lock.unlockWrite(held);
        }
    }

    /** The slot of a key's run; -1 if there is none. */
    private int find(long hash, int kind, byte[] key) {
        long[] all = slots;
        int slot = home(upper(hash), all.length);
        while (all[slot] != 0) {
            if (upper(all[slot]) == upper(hash) && isOf(all[slot], kind, key)) {
                return slot;
            }
            slot = next(slot, all.length);
        }
        return -1;
    }

    private boolean isOf(long slot, int kind, byte[] key) {
        ByteBuffer chunk = chunk(slot);
        int at = offset(slot);
        if (chunk.getInt(at + KIND) != kind || (chunk.get(at + KEY_LENGTH) & 0xFF) != key.length) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            if (chunk.get(at + KEY + i) != key[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where a hash belongs, of which a slot has the upper half. */
    private static int home(int upper, int slots) {
        return (upper * 0x9E3779B1) >>> Integer.numberOfLeadingZeros(slots - 1);
    }

    private static int next(int slot, int slots) {
        return (slot + 1) & (slots - 1);
    }

    private static int upper(long hashOrSlot) {
        return (int) (hashOrSlot >>> Integer.SIZE);
    }

    private ByteBuffer chunk(long slot) {
        return chunk(((int) slot - 1) >>> RUNS_BITS);
    }

    private ByteBuffer chunk(int number) {
        return Objects.requireNonNull(chunks.get(number));
    }

    private static int offset(long slot) {
        return (((int) slot - 1) & ((1 << RUNS_BITS) - 1)) << ALIGNMENT_BITS;
    }

    private static long slot(long hash, int chunk, int offset) {
        return (hash & 0xFFFF_FFFF_0000_0000L) | (((chunk << RUNS_BITS) | (offset >>> ALIGNMENT_BITS)) + 1);
    }

    private void note(long hash, int length) {
        if (2 * ++runs > slots.length) {
            grow();
        }
        insert(slot(hash, writing, position));
        position += length;
    }

    /** Returns the slot that it fills. */
    private int insert(long filled) {
        long[] all = slots;
        int slot = home(upper(filled), all.length);
        while (all[slot] != 0) {
            slot = next(slot, all.length);
        }
        all[slot] = filled;
        askedFor[slot] = 0;
        return slot;
    }

    private void grow() {
        long[] before = slots;
        byte[] askedBefore = askedFor;
        askedFor = new byte[2 * before.length];
        slots = new long[2 * before.length];
        for (int slot = 0; slot < before.length; slot++) {
            if (before[slot] != 0) {
                askedFor[insert(before[slot])] = askedBefore[slot];
            }
        }
    }

    /** Frees a slot; what stands behind it moves up, so that it is still found. */
    private void free(int slot) {
        runs--;
        long[] all = slots;
        int hole = slot;
        int at = next(slot, all.length);
        while (all[at] != 0) {
            int home = home(upper(all[at]), all.length);
            if (distance(home, at) >= distance(hole, at)) {
                all[hole] = all[at];
                askedFor[hole] = askedFor[at];
                hole = at;
            }
            at = next(at, all.length);
        }
        all[hole] = 0;
    }

    private int distance(int from, int to) {
        return (to - from) & (slots.length - 1);
    }

    /** Makes a run of the length fit at {@code position}. */
    private void makeRoom(int length) {
        while (position + length > CHUNK_BYTES) {
            position = 0;
            if (chunkCount < mostChunks && add()) {
                writing = chunkCount - 1;
            } else {
                writing = (writing + 1) % chunkCount;
                rewrite(chunk(writing));
            }
        }
        if (position + length < CHUNK_BYTES) {
            chunk(writing).putInt(position + length, 0);
        }
    }

    private boolean add() {
        try {
            chunks.set(chunkCount, ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN));
            chunkCount++;
            return true;
        } catch (OutOfMemoryError noMore) {
            if (chunkCount == 0) {
                throw noMore;
            }
            LOG.warn(
                    "The JVM allows no more memory beside its heap; fewer answers are kept. See -XX:MaxDirectMemorySize");
            mostChunks = chunkCount;
            return false;
        }
    }

    /** The slot of a run of the chunk that is written; -1 if it was put anew elsewhere. */
    private int slotOf(int upper, int offset) {
        long[] all = slots;
        int lower = (int) slot(0, writing, offset);
        int slot = home(upper, all.length);
        while (all[slot] != 0 && (int) all[slot] != lower) {
            slot = next(slot, all.length);
        }
        return all[slot] == 0 ? -1 : slot;
    }

    /** Forgets the runs of a chunk, and writes those anew that were asked for, up to half of it. */
    private void rewrite(ByteBuffer chunk) {
        List<Survivor> survivors = new ArrayList<>();
        int kept = 0;
        for (int at = 0; at < CHUNK_BYTES && chunk.getInt(at) > 0; at += chunk.getInt(at)) {
            int slot = slotOf(chunk.getInt(at + UPPER), at);
            if (slot >= 0) {
                int length = chunk.getInt(at);
                if (askedFor[slot] != 0 && kept + length <= CHUNK_BYTES / 2) {
                    kept += length;
                    byte[] run = new byte[length];
                    chunk.get(at, run);
                    survivors.add(new Survivor(slots[slot], run));
                }
                free(slot);
            }
        }
        for (Survivor survivor : survivors) {
            chunk.put(position, survivor.run());
            note(survivor.slot(), survivor.run().length);
        }
    }
}
