package dev.asof.registry.compute.expression.function;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/** Rounding to whole numbers and decimal places, exact, a half away from zero. Zero keeps its sign. */
final class Rounding {
    /** The number of digits of the greatest int64. */
    static final int INT64_DIGITS = 19;

    /** From here on every float64 is a whole number. */
    private static final double WHOLE = 0x1p52;

    /** Decimal places that no float64 needs more than, and digits that none has more than before the point. */
    private static final int MAX_PLACES = 1_100;

    private static final int MAX_DIGITS = 310;

    /**
     * Below this, a value scaled by a power of ten is wrong by less than {@link #FAST_DOUBT}; where it is further than
     * that from a half, it rounds as the exact value does, and the quotient of two exact doubles is the nearest.
     */
    private static final double FAST_END = 0x1p40;

    private static final double FAST_DOUBT = 0x1p-12;
    private static final int FAST_PLACES = 12;
    private static final double[] TENS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};

    private Rounding() {}

    static double truncated(double value) {
        return value < 0 ? StrictMath.ceil(value) : StrictMath.floor(value);
    }

    static double rounded(double value) {
        if (!(Math.abs(value) < WHOLE)) {
            return value;
        }
        double whole = truncated(value);
        boolean away = Math.abs(value - whole) >= 0.5;
        return away ? whole + Math.copySign(1.0, value) : whole;
    }

    static double rounded(double value, long places) {
        if (places == 0) {
            return rounded(value);
        }
        if (value == 0 || !Double.isFinite(value) || places > MAX_PLACES) {
            return value;
        }
        if (places < -MAX_DIGITS) {
            return Math.copySign(0.0, value);
        }
        if (0 < places && places <= FAST_PLACES) {
            double scaled = Math.abs(value) * TENS[(int) places];
            double fraction = scaled - StrictMath.floor(scaled);
            if (scaled < FAST_END && Math.abs(fraction - 0.5) > FAST_DOUBT) {
                return Math.copySign(rounded(scaled) / TENS[(int) places], value);
            }
        }
        return exactlyRounded(value, places);
    }

    private static double exactlyRounded(double value, long places) {
        double rounded = new BigDecimal(value)
                .setScale((int) places, RoundingMode.HALF_UP)
                .doubleValue();
        return rounded == 0 ? Math.copySign(0.0, value) : rounded;
    }

    /**
     * {@code value} with its last {@code digits} digits rounded away.
     *
     * @param digits from 1 to {@link #INT64_DIGITS}
     * @return empty if the result does not fit
     */
    static OptionalLong rounded(long value, int digits) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(-digits, RoundingMode.HALF_UP);
        BigDecimal back = BigDecimal.valueOf(rounded.longValue());
        return back.compareTo(rounded) == 0 ? OptionalLong.of(rounded.longValue()) : OptionalLong.empty();
    }
}
