package dev.asof.offline.sweep;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of keys of eight bytes that lie near each other, as the ids of most tables do: by their distance from the
 * least one, which is quicker to look up than a hash table. Immutable and thread-safe.
 */
final class DenseKeys {
    /** The greatest share of a range that keys leave out. */
    private static final int MOST_PLACES_PER_KEY = 8;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final long least;
    private final int[] numbers;

    private DenseKeys(long least, int[] numbers) {
        this.least = least;
        this.numbers = numbers;
    }

    /**
     * The keys that stand one after another in {@code keys}, numbered from 0; null if they are too far apart.
     *
     * @param count at least 1
     */
    static @Nullable DenseKeys of(byte[] keys, int count) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int number = 0; number < count; number++) {
            least = Math.min(least, key(keys, number));
            greatest = Math.max(greatest, key(keys, number));
        }
        long places = greatest - least + 1;
        if (places <= 0 || places > Math.min((long) MOST_PLACES_PER_KEY * count, Integer.MAX_VALUE - 8)) {
            return null;
        }
        int[] numbers = new int[(int) places];
        Arrays.fill(numbers, EntityIndex.ABSENT);
        for (int number = 0; number < count; number++) {
            numbers[(int) (key(keys, number) - least)] = number;
        }
        return new DenseKeys(least, numbers);
    }

    long memoryBytes() {
        return (long) Integer.BYTES * numbers.length;
    }

    /** Per key of eight bytes its number, or {@link EntityIndex#ABSENT}. */
    int[] findAll(byte[] asked) {
        int[] found = new int[asked.length / Long.BYTES];
        for (int row = 0; row < found.length; row++) {
            long place = key(asked, row) - least;
            found[row] = place >= 0 && place < numbers.length ? numbers[(int) place] : EntityIndex.ABSENT;
        }
        return found;
    }

    /** Per key that is one value in the order of numbers, its number, or {@link EntityIndex#ABSENT}. */
    int[] findAll(long[] asked) {
        int[] found = new int[asked.length];
        for (int row = 0; row < found.length; row++) {
            long place = asked[row] - least;
            found[row] = place >= 0 && place < numbers.length ? numbers[(int) place] : EntityIndex.ABSENT;
        }
        return found;
    }

    /** A key as a value in the order of numbers. */
    private static long key(byte[] keys, int number) {
        return (long) LONGS.get(keys, number * Long.BYTES) ^ Long.MIN_VALUE;
    }
}
