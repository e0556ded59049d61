package dev.asof.registry.compute.nested;

/** Floats as integers whose unsigned order is that of {@link Double#compare}, and back. NaN is canonical. */
final class FloatBits {
    private FloatBits() {}

    static long ordered(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits ^ (bits >> 63 | Long.MIN_VALUE);
    }

    static double ofOrdered(long ordered) {
        return Double.longBitsToDouble(ordered ^ (~ordered >> 63 | Long.MIN_VALUE));
    }

    static int ordered(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ (bits >> 31 | Integer.MIN_VALUE);
    }

    static float ofOrdered(int ordered) {
        return Float.intBitsToFloat(ordered ^ (~ordered >> 31 | Integer.MIN_VALUE));
    }
}
