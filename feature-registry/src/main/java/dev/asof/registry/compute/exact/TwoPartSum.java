package dev.asof.registry.compute.exact;

/**
 * An exact sum of doubles that are alike enough for it to be the sum of two: its rounded value, and the errors of the
 * rounding, whose own sum is exact. It takes no value with which that would end.
 *
 * <p>That the error of a rounded addition is a double, and how to find it: Donald E. Knuth, "The Art of Computer
 * Programming", volume 2, 4.2.2, theorem B. Not thread-safe.
 */
final class TwoPartSum {
    /** Below it nothing overflows on the way to an error. */
    private static final double ADDABLE = 0x1p1000;

    /** Between these a residue of a division is exact. */
    private static final double LEAST_DIVISIBLE = 0x1p-900;

    private static final long MAX_DIVISOR = 1L << Double.PRECISION;
    private static final long FRACTION_MASK = (1L << (Double.PRECISION - 1)) - 1;

    /** A little less than half. */
    private static final double SAFE_SHARE_OF_ULP = 0.49;

    /** Neither part is ever -0.0. */
    private double rounded;

    private double errors;

    /** Adds {@code value}, if the sum stays exact; NaNs and infinities never are added. */
    boolean add(double value) {
        double newRounded = rounded + value;
        double error = errorOf(newRounded, rounded, value);
        double newErrors = errors + error;
        if (errorOf(newErrors, errors, error) == 0 && Math.abs(newRounded) < ADDABLE) {
            rounded = newRounded;
            errors = newErrors;
            return true;
        }
        return false;
    }

    /** What the rounded {@code sum} of two lacks of their exact one. */
    private static double errorOf(double sum, double one, double other) {
        double taken = sum - one;
        return (one - (sum - taken)) + (other - taken);
    }

    double rounded() {
        return rounded;
    }

    double errors() {
        return errors;
    }

    void clear() {
        rounded = 0;
        errors = 0;
    }

    void copyFrom(TwoPartSum other) {
        rounded = other.rounded;
        errors = other.errors;
    }

    /** The sum rounded once to nearest-even; +0.0 for a zero sum. */
    double toDouble() {
        return rounded + errors;
    }

    /**
     * The exact sum divided by {@code divisor} and rounded once to nearest-even; NaN where that is too close to decide here.
     *
     * @param divisor at least 1
     */
    double dividedBy(long divisor) {
        double dividend = rounded + errors;
        double lost = errorOf(dividend, rounded, errors);
        double quotient = dividend / divisor;
        if (divisor > MAX_DIVISOR) {
            return Double.NaN;
        }
        if (lost == 0) {
            return quotient;
        }
        if (!(Math.abs(quotient) > LEAST_DIVISIBLE) || isPowerOfTwo(quotient)) {
            return Double.NaN;
        }
        double residue = (Math.fma(-quotient, divisor, dividend) + lost) / divisor;
        return Math.abs(residue) < SAFE_SHARE_OF_ULP * Math.ulp(quotient) ? quotient : Double.NaN;
    }

    /** The one whose neighbours are not equally far. */
    private static boolean isPowerOfTwo(double value) {
        return (Double.doubleToRawLongBits(value) & FRACTION_MASK) == 0;
    }
}
