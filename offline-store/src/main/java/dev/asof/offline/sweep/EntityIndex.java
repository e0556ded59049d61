package dev.asof.offline.sweep;

import dev.asof.offline.column.NewColumn;
import dev.asof.offline.column.SeededHash;
import dev.asof.registry.compute.admission.AdmittedRows;
import dev.asof.registry.compute.entity.EncodedKeys;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.DataType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the entities that are asked about, from 0 in the order in which they are added: a hash table with linear
 * probing over the bytes of their keys, without an object per key. Not thread-safe while keys are added; afterwards any
 * thread may look up.
 */
public final class EntityIndex {
    /** The number of a key that was not added. */
    public static final int ABSENT = -1;

    private static final VarHandle ORDERED = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int FIRST_SLOTS = 1 << 10;

    private byte[] keys = new byte[1 << 12];
    private int[] offsets = new int[FIRST_SLOTS];
    private int count;
    private boolean allOfEightBytes = true;
    private int[] slots = emptySlots(FIRST_SLOTS);

    /** Per slot in use the hash of its key, which is looked at first: it lies beside the slot, the key anywhere. */
    private long[] hashes = new long[FIRST_SLOTS];

    private volatile @Nullable DenseKeys dense;

    /** Of how many keys {@link #dense} was made, or could not be. */
    private volatile int denseCount;

    /** How many different keys were added. */
    public int size() {
        return count;
    }

    /** Adds each key that is new. Returns per row the number of its key. */
    public int[] addAll(EncodedKeys added) {
        int[] numbers = new int[added.size()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = add(added.data(), added.offsets()[row], added.offsets()[row + 1]);
        }
        return numbers;
    }

    /** Per row the number of its key, or {@link #ABSENT}. */
    public int[] findAll(EncodedKeys asked) {
        DenseKeys near = dense();
        return near != null && areOfEightBytes(asked) ? near.findAll(asked.data()) : findEach(asked);
    }

    /** Per event the number of its entity, or {@link #ABSENT}. */
    int[] findAll(AdmittedRows events) {
        DenseKeys near = dense();
        return near == null
                ? findEach(events.keys())
                : events.longKeys().map(near::findAll).orElseGet(() -> findAll(events.keys()));
    }

    /** The values that the keys are, where each is one value of eight bytes in the order of numbers; in any order. */
    Optional<long[]> longKeys() {
        if (!allOfEightBytes) {
            return Optional.empty();
        }
        long[] values = new long[count];
        for (int number = 0; number < count; number++) {
            values[number] = (long) ORDERED.get(keys, number * Long.BYTES) ^ Long.MIN_VALUE;
        }
        return Optional.of(values);
    }

    /** The bytes of the key with a number. */
    byte[] key(int number) {
        return Arrays.copyOfRange(keys, offsets[number], offsets[number + 1]);
    }

    /** All keys, in the order of their numbers. */
    BytesColumn keys(DataType type) {
        return NewColumn.ofBytes(type, Arrays.copyOf(keys, offsets[count]), Arrays.copyOf(offsets, count + 1), null);
    }

    /** About how much memory they take, when some were looked up. */
    public long memoryBytes() {
        DenseKeys near = dense();
        return keys.length
                + (long) Integer.BYTES * (offsets.length + slots.length)
                + (long) Long.BYTES * hashes.length
                + (near == null ? 0 : near.memoryBytes());
    }

    private @Nullable DenseKeys dense() {
        if (denseCount != count) {
            makeDense();
        }
        return dense;
    }

    private synchronized void makeDense() {
        if (denseCount != count) {
            dense = allOfEightBytes ? DenseKeys.of(keys, count) : null;
            denseCount = count;
        }
    }

    private static boolean areOfEightBytes(EncodedKeys keys) {
        int[] offsets = keys.offsets();
        for (int row = 0; row <= keys.size(); row++) {
            if (offsets[row] != row * Long.BYTES) {
                return false;
            }
        }
        return keys.data().length == keys.size() * Long.BYTES;
    }

    private int[] findEach(EncodedKeys asked) {
        int[] offsets = asked.offsets();
        int[] numbers = new int[asked.size()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = slots[slotOf(asked.data(), offsets[row], offsets[row + 1])];
        }
        return numbers;
    }

    private int add(byte[] data, int from, int to) {
        int slot = slotOf(data, from, to);
        if (slots[slot] != ABSENT) {
            return slots[slot];
        }
        append(data, from, to);
        slots[slot] = count - 1;
        hashes[slot] = SeededHash.of(data, from, to);
        if (2 * count > slots.length) {
            rehash();
        }
        return count - 1;
    }

    private void append(byte[] data, int from, int to) {
        int end = Math.addExact(offsets[count], to - from);
        if (end > keys.length) {
            keys = Arrays.copyOf(keys, Math.max(end, (int) Math.min(2L * keys.length, Integer.MAX_VALUE - 8)));
        }
        System.arraycopy(data, from, keys, offsets[count], to - from);
        allOfEightBytes &= to - from == Long.BYTES;
        count++;
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * offsets.length);
        }
        offsets[count] = end;
    }

    private void rehash() {
        slots = emptySlots(2 * slots.length);
        hashes = new long[slots.length];
        for (int number = 0; number < count; number++) {
            int slot = slotOf(keys, offsets[number], offsets[number + 1]);
            slots[slot] = number;
            hashes[slot] = SeededHash.of(keys, offsets[number], offsets[number + 1]);
        }
    }

    /** The slot that holds the key, or the free one where it belongs. */
    private int slotOf(byte[] data, int from, int to) {
        long hash = SeededHash.of(data, from, to);
        int mask = slots.length - 1;
        int slot = (int) (hash >>> Integer.SIZE) & mask;
        while (slots[slot] != ABSENT && !(hashes[slot] == hash && isKey(slots[slot], data, from, to))) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Whether a key of the same hash is the same; of eight bytes it is, if both are that long: the hash mixes them one to one. */
    private boolean isKey(int number, byte[] data, int from, int to) {
        return (to - from == Long.BYTES && allOfEightBytes)
                || Arrays.equals(keys, offsets[number], offsets[number + 1], data, from, to);
    }

    private static int[] emptySlots(int size) {
        int[] slots = new int[size];
        Arrays.fill(slots, ABSENT);
        return slots;
    }
}
