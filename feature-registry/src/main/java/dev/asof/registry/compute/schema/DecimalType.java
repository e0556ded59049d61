package dev.asof.registry.compute.schema;

/**
 * Exact decimal numbers: an unscaled integer of at most {@code precision} digits, divided by 10^{@code scale}. Up to 18
 * digits a {@link Column} holds the unscaled value itself; more are 16 bytes, big-endian with the sign bit flipped.
 *
 * @param precision 1 to {@link #MAX_PRECISION}
 * @param scale 0 to {@code precision}
 */
public record DecimalType(int precision, int scale) implements DataType {
    /** The most digits. */
    public static final int MAX_PRECISION = 38;

    /** The most digits that are held as a {@code long}. */
    public static final int MAX_LONG_PRECISION = 18;

    public DecimalType {
        if (!isType(precision, scale)) {
            throw new IllegalArgumentException("No type decimal(" + precision + "," + scale + ")");
        }
    }

    /** Whether there is a type of this precision and scale. */
    public static boolean isType(int precision, int scale) {
        return precision >= 1 && precision <= MAX_PRECISION && scale >= 0 && scale <= precision;
    }

    @Override
    public String displayName() {
        return "decimal(" + precision + "," + scale + ")";
    }

    @Override
    public Lane lane() {
        return precision <= MAX_LONG_PRECISION ? Lane.LONG : Lane.BYTES;
    }

    @Override
    public String toString() {
        return displayName();
    }
}
