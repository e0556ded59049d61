package dev.asof.registry.compute.exact;

import java.nio.ByteBuffer;

/**
 * How many NaNs and infinities a sum holds, so that they can be taken back. Not thread-safe.
 *
 * <p>Encoded as three signed 64-bit integers: NaNs, positive infinities, negative infinities.
 */
final class NonFiniteCounts {
    static final int ENCODED_BYTES = 3 * Long.BYTES;

    private long nans;
    private long positives;
    private long negatives;

    /** Counts {@code value}, which is not finite, {@code times} more often. */
    void add(double value, int times) {
        if (value > 0) {
            positives += times;
        } else if (value < 0) {
            negatives += times;
        } else {
            nans += times;
        }
    }

    void addAll(NonFiniteCounts other) {
        nans += other.nans;
        positives += other.positives;
        negatives += other.negatives;
    }

    void subtractAll(NonFiniteCounts other) {
        nans -= other.nans;
        positives -= other.positives;
        negatives -= other.negatives;
    }

    void clear() {
        nans = 0;
        positives = 0;
        negatives = 0;
    }

    boolean isEmpty() {
        return (nans | positives | negatives) == 0;
    }

    /** What a sum with at least one of these is, whatever else it holds; NaN where more were taken than put in. */
    double sum() {
        if (nans != 0 || positives < 0 || negatives < 0 || (positives != 0 && negatives != 0)) {
            return Double.NaN;
        }
        return positives != 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    void encode(ByteBuffer out) {
        out.putLong(nans).putLong(positives).putLong(negatives);
    }

    /**
     * Moves the position behind encoded counts.
     *
     * @throws IllegalArgumentException if they are cut short or all 0
     */
    static void skipEncoded(ByteBuffer in) {
        Decoding.requireRemaining(in, ENCODED_BYTES);
        long nans = in.getLong();
        long positives = in.getLong();
        long negatives = in.getLong();
        if ((nans | positives | negatives) == 0) {
            throw Decoding.malformed("its counts of NaNs and infinities are all 0");
        }
    }

    /** Adds the encoded counts that stand at {@code index}. */
    void addEncoded(ByteBuffer in, int index) {
        nans += in.getLong(index);
        positives += in.getLong(index + Long.BYTES);
        negatives += in.getLong(index + 2 * Long.BYTES);
    }
}
