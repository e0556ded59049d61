package dev.asof.registry.compute.exact;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A wide signed integer made for adding many shifted 53-bit integers: the core of a superaccumulator.
 *
 * <p>The integer is the sum of {@code limb(i) * 2^(32 * i)}. A limb is a signed long, so that neighbours overlap in 32
 * bits, an add touches two limbs and carries wait until a thousand adds have come or somebody reads (Radford M. Neal,
 * "Fast exact summation using small and large superaccumulators", 2015, the small one). Two things differ from the
 * paper: only limbs in {@code [low, high)} can be non-zero and only about those are stored, because real amounts occupy
 * three or four of them; and propagated limbs all have the sign of the integer, which makes them its unique digits.
 *
 * <p>Not thread-safe, and reading changes the representation: only use as the argument of {@link #addAll} and {@link
 * #subtractAll} leaves an array untouched.
 *
 * <p>Encoded as the {@code magnitude} of the grammar in {@link ExactDoubleSum}; the sign is the user's to keep.
 */
final class LimbArray {
    private static final int LIMB_BITS = 32;
    private static final int LIMB_BITS_LOG2 = 5;
    private static final int LIMB_BYTES_LOG2 = 2;
    private static final long LIMB_MASK = 0xFFFF_FFFFL;
    private static final int MIN_STORED_LIMBS = 8;
    private static final int HEADER_BYTES = 2 * Short.BYTES;

    /**
     * Each pending add puts at most 2^52 in absolute value into a limb that propagation left below 2^32. Two arrays
     * with less than this pending can be merged, and then propagated, within 63 bits.
     */
    private static final int MAX_PENDING = 1000;

    /** What an encoded sum puts into a limb is a word below 2^56 and three bytes below 2^32: less than this many adds. */
    private static final int ADDS_PER_ENCODED = 32;

    private final int capacity;
    /** The limbs from {@link #base} on; zero outside of [low, high). */
    private long[] stored = {};

    private int base;
    private int low;
    private int high;
    private int pending;

    /** @param capacity how many limbs of 32 bits the integer may have, apart from its sign */
    LimbArray(int capacity) {
        this.capacity = capacity;
        this.low = capacity;
    }

    /**
     * Adds {@code value * 2^position}.
     *
     * @param value in (-2^53, 2^53)
     * @param position not negative, with 85 bits of capacity from it
     */
    void add(long value, int position) {
        int limb = position >>> LIMB_BITS_LOG2;
        int shift = position & (LIMB_BITS - 1);
        if (limb < low || limb + 2 > high) {
            widen(limb, limb + 2);
        }
        int at = limb - base;
        stored[at] += (value << shift) & LIMB_MASK;
        stored[at + 1] += value >> (LIMB_BITS - shift);
        if (++pending >= MAX_PENDING) {
            propagate();
        }
    }

    /** @throws ArithmeticException if the integer outgrows the capacity */
    void addAll(LimbArray other) {
        if (other.low < other.high) {
            widen(other.low, other.high);
            int shift = other.base - base;
            for (int i = other.low - other.base; i < other.high - other.base; i++) {
                stored[i + shift] += other.stored[i];
            }
            countPending(other.pending + 1);
        }
    }

    /** @throws ArithmeticException if the integer outgrows the capacity */
    void subtractAll(LimbArray other) {
        if (other.low < other.high) {
            widen(other.low, other.high);
            int shift = other.base - base;
            for (int i = other.low - other.base; i < other.high - other.base; i++) {
                stored[i + shift] -= other.stored[i];
            }
            countPending(other.pending + 1);
        }
    }

    private void countPending(int adds) {
        pending += adds;
        if (pending >= MAX_PENDING) {
            propagate();
        }
    }

    void clear() {
        if (low < high) {
            Arrays.fill(stored, low - base, high - base, 0);
        }
        low = capacity;
        high = 0;
        pending = 0;
    }

    /** Whether it is zero without a look at its limbs. */
    boolean isClear() {
        return low >= high;
    }

    private void widen(int from, int to) {
        int newLow = Math.min(low, from);
        int newHigh = Math.max(high, to);
        if (newLow < base || newHigh > base + stored.length) {
            store(newLow, newHigh);
        }
        low = newLow;
        high = newHigh;
    }

    /** Moves the limbs so that [newLow, newHigh) is stored, with room on both sides. */
    private void store(int newLow, int newHigh) {
        int span = newHigh - newLow;
        boolean reuse = low >= high && span <= stored.length;
        long[] newStored = reuse ? stored : new long[Math.min(capacity, Math.max(MIN_STORED_LIMBS, 2 * span))];
        int newBase = Math.clamp(newLow - (newStored.length - span) / 2, 0, capacity - newStored.length);
        if (low < high) {
            System.arraycopy(stored, low - base, newStored, low - newBase, high - low);
        }
        stored = newStored;
        base = newBase;
    }

    /** Makes the limbs the digits of the integer in base 2^32, all of its sign, and [low, high) as narrow as can be. */
    private void propagate() {
        long carry = toNonNegativeDigits();
        if (carry < 0) {
            carry += toNonPositiveDigits();
        }
        if (carry != 0) {
            append(carry);
        }
        while (low < high && stored[high - 1 - base] == 0) {
            high--;
        }
        while (low < high && stored[low - base] == 0) {
            low++;
        }
        if (low >= high) {
            low = capacity;
            high = 0;
        }
        pending = 0;
    }

    private long toNonNegativeDigits() {
        long carry = 0;
        for (int i = low - base; i < high - base; i++) {
            long limb = stored[i] + carry;
            stored[i] = limb & LIMB_MASK;
            carry = limb >> LIMB_BITS;
        }
        return carry;
    }

    private long toNonPositiveDigits() {
        long carry = 0;
        for (int i = low - base; i < high - base; i++) {
            long limb = stored[i] + carry;
            carry = limb > 0 ? 1 : 0;
            stored[i] = limb - (carry << LIMB_BITS);
        }
        return carry;
    }

    private void append(long limb) {
        if (high == capacity) {
            throw new ArithmeticException("Cannot add to an exact sum: it outgrows " + capacity * LIMB_BITS + " bits");
        }
        widen(high, high + 1);
        stored[high - 1 - base] = limb;
    }

    private void propagatePending() {
        if (pending != 0) {
            propagate();
        }
    }

    /** -1, 0 or 1. */
    int signum() {
        propagatePending();
        return low < high ? Long.signum(stored[high - 1 - base]) : 0;
    }

    /** The number of bits of the absolute value, not 0. */
    int bitLength() {
        propagatePending();
        return high * LIMB_BITS - (Long.numberOfLeadingZeros(digit(high - 1)) - LIMB_BITS);
    }

    /** The position of the lowest set bit of the absolute value, not 0. */
    int lowestBit() {
        propagatePending();
        return low * LIMB_BITS + Long.numberOfTrailingZeros(digit(low));
    }

    /** 64 bits of the absolute value from {@code position} on, which may be negative: bits there are 0. */
    long bits(int position) {
        propagatePending();
        int limb = position >> LIMB_BITS_LOG2;
        int shift = position & (LIMB_BITS - 1);
        long lower = digit(limb) | (digit(limb + 1) << LIMB_BITS);
        long upper = digit(limb + 2) << 1;
        return (lower >>> shift) | (upper << (Long.SIZE - 1 - shift));
    }

    private long digit(int limb) {
        return limb >= low && limb < high ? Math.abs(stored[limb - base]) : 0;
    }

    int encodedBytes() {
        return HEADER_BYTES + endByte() - firstByte();
    }

    void encode(ByteBuffer out) {
        int firstByte = firstByte();
        int endByte = endByte();
        out.putShort((short) firstByte).putShort((short) (endByte - firstByte));
        int end = endByte;
        while (end - firstByte >= Integer.BYTES) {
            end -= Integer.BYTES;
            out.putInt((int) bits(end * Byte.SIZE));
        }
        while (end > firstByte) {
            end--;
            out.put((byte) bits(end * Byte.SIZE));
        }
    }

    private int firstByte() {
        return lowestBit() / Byte.SIZE;
    }

    private int endByte() {
        return (bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    }

    /**
     * Adds {@code sign} times the encoded magnitude. Nothing is changed unless all of it is well-formed.
     *
     * @param sign -1 or 1
     * @throws IllegalArgumentException if the bytes are not what {@link #encode} writes
     * @throws ArithmeticException if the integer outgrows the capacity
     */
    void addEncoded(ByteBuffer in, int sign) {
        Decoding.requireRemaining(in, HEADER_BYTES);
        int firstByte = Short.toUnsignedInt(in.getShort());
        int length = Short.toUnsignedInt(in.getShort());
        requireMagnitude(in, firstByte, length);
        int end = firstByte + length;
        widen(firstByte >> LIMB_BYTES_LOG2, ((end - 1) >> LIMB_BYTES_LOG2) + 1);
        while (end - firstByte >= Integer.BYTES) {
            end -= Integer.BYTES;
            addAtByte(sign * Integer.toUnsignedLong(in.getInt()), end);
        }
        while (end > firstByte) {
            end--;
            addAtByte(sign * Byte.toUnsignedLong(in.get()), end);
        }
        countPending(ADDS_PER_ENCODED);
    }

    /** Adds 32 bits to a limb, up to 56 bits long there. */
    private void addAtByte(long amount, int byteIndex) {
        int shift = (byteIndex * Byte.SIZE) & (LIMB_BITS - 1);
        stored[(byteIndex >> LIMB_BYTES_LOG2) - base] += amount << shift;
    }

    private void requireMagnitude(ByteBuffer in, int firstByte, int length) {
        int capacityBytes = capacity << LIMB_BYTES_LOG2;
        if (length < 1 || firstByte + length > capacityBytes) {
            throw Decoding.malformed(length + " bytes from byte " + firstByte + " are none, or more than the "
                    + capacityBytes + " there are");
        }
        Decoding.requireRemaining(in, length);
        if (in.get(in.position()) == 0 || in.get(in.position() + length - 1) == 0) {
            throw Decoding.malformed("the magnitude begins or ends with a zero byte");
        }
    }
}
