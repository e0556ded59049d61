package dev.asof.offline.parquet.encoding;

import java.util.Arrays;

/**
 * The hybrid of repeated and bit-packed runs, of numbers of at most 32 bits. Not thread-safe.
 *
 * <pre>
 * runs     := run*
 * run      := repeated | packed
 * repeated := varint(count << 1)       value       in as few whole bytes as the width needs
 * packed   := varint(groups << 1 | 1)  number*     8 a group
 * </pre>
 */
public final class RunLengthReader {
    private static final int GROUP = 8;

    private final PageBytes bytes;
    private final int width;
    private int left;
    private boolean isPacked;
    private int repeated;
    private long packedBit;

    /** @param width the bits of a number, 0 to 32 */
    public RunLengthReader(PageBytes bytes, int width) {
        if (width < 0 || width > Integer.SIZE) {
            throw new DamagedPageException("a page states numbers of " + width + " bits");
        }
        this.bytes = bytes;
        this.width = width;
    }

    /** Reads the next {@code count} numbers. */
    public void read(int[] target, int from, int count) {
        int done = 0;
        while (done < count) {
            int size = Math.min(count - done, available());
            take(target, from + done, size);
            done += size;
        }
    }

    /** How many numbers, at least one, the current run has left. */
    int available() {
        while (left == 0) {
            nextRun();
        }
        return left;
    }

    /** Whether all numbers of the current run are {@code value}. */
    boolean repeats(int value) {
        return !isPacked && repeated == value;
    }

    /** Passes over numbers of the current run. */
    void skip(int count) {
        left -= count;
        packedBit += (long) count * width;
    }

    /** Reads numbers of the current run. */
    void take(int[] target, int from, int count) {
        if (isPacked) {
            BitUnpacking.unpack(bytes.data(), packedBit, width, target, from, count);
        } else {
            Arrays.fill(target, from, from + count, repeated);
        }
        skip(count);
    }

    private void nextRun() {
        int header = bytes.readVarInt();
        isPacked = (header & 1) == 1;
        if (isPacked) {
            startPacked(header >>> 1);
        } else {
            left = header >>> 1;
            repeated = readRepeated();
        }
    }

    /** Some writers cut the last group off where the numbers end. */
    private void startPacked(int groups) {
        packedBit = (long) bytes.position() * Byte.SIZE;
        if (width == 0) {
            left = Math.multiplyExact(groups, GROUP);
            return;
        }
        long stated = (long) groups * width;
        int present = (int) Math.min(stated, bytes.remaining());
        bytes.take(present);
        left = (int) Math.min((long) groups * GROUP, (long) present * Byte.SIZE / width);
        if (left == 0 && groups > 0) {
            throw new DamagedPageException("a page ends within its runs");
        }
    }

    private int readRepeated() {
        int value = 0;
        for (int shift = 0; shift < width; shift += Byte.SIZE) {
            value |= bytes.readByte() << shift;
        }
        return value;
    }
}
