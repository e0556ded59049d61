package dev.asof.registry.compute.exact;

import java.math.BigInteger;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An exact sum of terms of the form {@code value * 2^(minExponent + position)} and of NaNs and infinities.
 *
 * <p>What the terms are, doubles or products of them, decides the range of exponents. Threads: as {@link LimbArray}.
 *
 * <p>Encoded by the grammar in {@link ExactDoubleSum}, with 2^minExponent for 2^-1074 and four bytes for each limb of
 * the capacity.
 */
final class RealAccumulator {
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 2;
    private static final int MAGNITUDE = 0x01;
    private static final int NEGATIVE = 0x02;
    private static final int COUNTS = 0x04;

    private static final int PRECISION_BITS = Double.PRECISION;
    private static final long MAX_EXACT_COUNT = 1L << PRECISION_BITS;
    private static final int MIN_DOUBLE_EXPONENT = Double.MIN_EXPONENT - (PRECISION_BITS - 1);
    private static final int END_DOUBLE_EXPONENT = Double.MAX_EXPONENT + 1;

    private final int minExponent;
    private final LimbArray finite;
    private final NonFiniteCounts nonFinite = new NonFiniteCounts();

    /**
     * @param minExponent the exponent of the unit of all terms
     * @param capacity how many limbs of 32 bits the sum may have in that unit
     */
    RealAccumulator(int minExponent, int capacity) {
        this.minExponent = minExponent;
        this.finite = new LimbArray(capacity);
    }

    /** Adds {@code value * 2^(minExponent + position)}; see {@link LimbArray#add} for the bounds. */
    void add(long value, int position) {
        finite.add(value, position);
    }

    /** Counts {@code value}, a NaN or infinity, {@code times} more often. */
    void addNonFinite(double value, int times) {
        nonFinite.add(value, times);
    }

    void addAll(RealAccumulator other) {
        finite.addAll(other.finite);
        nonFinite.addAll(other.nonFinite);
    }

    void subtractAll(RealAccumulator other) {
        finite.subtractAll(other.finite);
        nonFinite.subtractAll(other.nonFinite);
    }

    void clear() {
        finite.clear();
        nonFinite.clear();
    }

    /** Whether nothing was added since it was cleared; false also for what adds up to nothing, unless that was noticed. */
    boolean isClear() {
        return finite.isClear() && nonFinite.isEmpty();
    }

    double toDouble() {
        if (!nonFinite.isEmpty()) {
            return nonFinite.sum();
        }
        int sign = finite.signum();
        return sign == 0 ? 0.0 : roundedFinite(sign);
    }

    private double roundedFinite(int sign) {
        int from = finite.bitLength() - Long.SIZE;
        boolean inexact = finite.lowestBit() < from;
        return NearestEven.round(sign < 0, finite.bits(from), inexact, minExponent + from);
    }

    double dividedBy(long count) {
        NearestEven.requireDivisor(count);
        if (!nonFinite.isEmpty()) {
            return nonFinite.sum();
        }
        int sign = finite.signum();
        if (sign == 0) {
            return 0.0;
        }
        if (count <= MAX_EXACT_COUNT && finiteIsDouble()) {
            return roundedFinite(sign) / count;
        }
        int from = finite.bitLength() - 2 * Long.SIZE;
        boolean inexact = finite.lowestBit() < from;
        return NearestEven.quotient(
                sign < 0, finite.bits(from + Long.SIZE), finite.bits(from), inexact, minExponent + from, count);
    }

    boolean isFinite() {
        return nonFinite.isEmpty();
    }

    /** The sum of the finite terms, exactly. */
    Dyadic finiteValue() {
        int sign = finite.signum();
        if (sign == 0) {
            return Dyadic.ZERO;
        }
        int from = finite.lowestBit();
        int words = (finite.bitLength() - from + Long.SIZE - 1) / Long.SIZE;
        ByteBuffer magnitude = ByteBuffer.allocate(words * Long.BYTES);
        for (int word = words - 1; word >= 0; word--) {
            magnitude.putLong(finite.bits(from + word * Long.SIZE));
        }
        return new Dyadic(new BigInteger(sign, magnitude.array()), minExponent + from);
    }

    private boolean finiteIsDouble() {
        int length = finite.bitLength();
        return finite.lowestBit() >= Math.max(length - PRECISION_BITS, MIN_DOUBLE_EXPONENT - minExponent)
                && minExponent + length <= END_DOUBLE_EXPONENT;
    }

    int encodedBytes() {
        return HEADER_BYTES
                + (nonFinite.isEmpty() ? 0 : NonFiniteCounts.ENCODED_BYTES)
                + (finite.signum() == 0 ? 0 : finite.encodedBytes());
    }

    void encode(ByteBuffer out) {
        int start = out.position();
        ByteOrder order = out.order();
        out.order(ByteOrder.BIG_ENDIAN);
        try {
            encodeBigEndian(out);
        } catch (BufferOverflowException e) {
            out.position(start);
            throw e;
        } finally {
            out.order(order);
        }
    }

    private void encodeBigEndian(ByteBuffer out) {
        int sign = finite.signum();
        int parts = nonFinite.isEmpty() ? 0 : COUNTS;
        if (sign != 0) {
            parts |= sign < 0 ? MAGNITUDE | NEGATIVE : MAGNITUDE;
        }
        out.put(VERSION).put((byte) parts);
        if (!nonFinite.isEmpty()) {
            nonFinite.encode(out);
        }
        if (sign != 0) {
            finite.encode(out);
        }
    }

    void addEncoded(ByteBuffer in) {
        int start = in.position();
        ByteOrder order = in.order();
        in.order(ByteOrder.BIG_ENDIAN);
        try {
            addBigEndian(in);
        } catch (IllegalArgumentException e) {
            in.position(start);
            throw e;
        } finally {
            in.order(order);
        }
    }

    /** Adds the counts last, when the rest has been found well-formed. */
    private void addBigEndian(ByteBuffer in) {
        int parts = decodeParts(in);
        int countsAt = in.position();
        if ((parts & COUNTS) != 0) {
            NonFiniteCounts.skipEncoded(in);
        }
        if ((parts & MAGNITUDE) != 0) {
            finite.addEncoded(in, (parts & NEGATIVE) == 0 ? 1 : -1);
        }
        if ((parts & COUNTS) != 0) {
            nonFinite.addEncoded(in, countsAt);
        }
    }

    private static int decodeParts(ByteBuffer in) {
        Decoding.requireVersion(in, VERSION);
        Decoding.requireRemaining(in, 1);
        int parts = Byte.toUnsignedInt(in.get());
        boolean unknown = (parts & ~(MAGNITUDE | NEGATIVE | COUNTS)) != 0;
        if (unknown || (parts & (MAGNITUDE | NEGATIVE)) == NEGATIVE) {
            throw Decoding.malformed("its parts are 0x" + Integer.toHexString(parts));
        }
        return parts;
    }
}
