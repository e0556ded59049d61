package dev.asof.registry.compute.expression.function;

/**
 * Sine, cosine and tangent of angles in radians: the bits of {@link StrictMath}, which is fdlibm (Sun Microsystems, 1993),
 * without the array that it makes for each angle beyond a quarter of pi. The angle is brought to what is left of it beside a
 * multiple of pi/2, in two doubles, and of that a polynomial is taken.
 */
final class Trigonometry {
    private static final double QUARTER_PI = 0x1.921fb54442d18p-1;
    private static final double QUARTER_PI_REST = 0x1.1a62633145c07p-55;
    private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;

    /** Pi/2 in parts of 33 bits, each with what remains after it. */
    private static final double PART_1 = 0x1.921fb544p0;

    private static final double REST_1 = 0x1.0b4611a626331p-34;
    private static final double PART_2 = 0x1.0b4611a6p-34;
    private static final double REST_2 = 0x1.3198a2e037073p-69;
    private static final double PART_3 = 0x1.3198a2ep-69;
    private static final double REST_3 = 0x1.b839a252049c1p-104;

    /** The upper 32 bits of doubles, which are what fdlibm compares. */
    private static final int QUARTER_PI_HIGH = 0x3fe921fb;

    private static final int HALF_PI_HIGH = 0x3ff921fb;
    private static final int THREE_QUARTERS_PI_HIGH = 0x4002d97c;
    private static final int LAST_HIGH = 0x413921fb;
    private static final int TINY_HIGH = 0x3e400000;
    private static final int LARGE_COSINE_HIGH = 0x3fe90000;
    private static final int SMALL_COSINE_HIGH = 0x3fd33333;
    private static final int TINY_TANGENT_HIGH = 0x3e300000;
    private static final int LARGE_TANGENT_HIGH = 0x3fe59428;

    private static final int FIRST_MULTIPLES = 32;
    private static final int BITS_LOST_TO_ONE_PART = 16;
    private static final int BITS_LOST_TO_TWO_PARTS = 49;

    private Trigonometry() {}

    static double sin(double angle) {
        double magnitude = Math.abs(angle);
        int multiple = multiple(magnitude);
        if (multiple == 0) {
            return StrictMath.sin(angle);
        }
        int parts = parts(magnitude, multiple);
        double left = left(magnitude, multiple, parts);
        double rest = rest(magnitude, multiple, parts, left);
        double result = (multiple & 1) == 0 ? sine(left, rest) : cosine(left, rest);
        return (multiple & 2) == 0 == angle > 0 ? result : -result;
    }

    static double cos(double angle) {
        double magnitude = Math.abs(angle);
        int multiple = multiple(magnitude);
        if (multiple == 0) {
            return StrictMath.cos(angle);
        }
        int parts = parts(magnitude, multiple);
        double left = left(magnitude, multiple, parts);
        double rest = rest(magnitude, multiple, parts, left);
        double result = (multiple & 1) == 0 ? cosine(left, rest) : sine(left, rest);
        return ((multiple + 1) & 2) == 0 ? result : -result;
    }

    static double tan(double angle) {
        double magnitude = Math.abs(angle);
        int multiple = multiple(magnitude);
        if (multiple == 0) {
            return StrictMath.tan(angle);
        }
        int parts = parts(magnitude, multiple);
        double left = left(magnitude, multiple, parts);
        double rest = rest(magnitude, multiple, parts, left);
        double result = (multiple & 1) == 0 ? tangent(left, rest) : minusCotangent(left, rest);
        return angle > 0 ? result : -result;
    }

    private static int high(double value) {
        return (int) (Double.doubleToRawLongBits(value) >> 32);
    }

    private static double withoutLow(double value) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(value) & 0xffffffff00000000L);
    }

    /** Which multiple of pi/2 is near an angle; 0 where StrictMath makes no array, or has to. */
    private static int multiple(double magnitude) {
        int high = high(magnitude);
        if (high <= QUARTER_PI_HIGH || high > LAST_HIGH) {
            return 0;
        }
        return high < THREE_QUARTERS_PI_HIGH ? 1 : (int) (magnitude * TWO_OVER_PI + 0.5);
    }

    /** With how many parts of pi/2 enough bits are left of an angle. */
    private static int parts(double magnitude, int multiple) {
        int high = high(magnitude);
        if (high < THREE_QUARTERS_PI_HIGH) {
            return high == HALF_PI_HIGH ? 2 : 1;
        }
        boolean isFar = multiple < FIRST_MULTIPLES && high != high(multiple * (2 * QUARTER_PI));
        if (isFar || bitsLost(high, left(magnitude, multiple, 1)) <= BITS_LOST_TO_ONE_PART) {
            return 1;
        }
        return bitsLost(high, left(magnitude, multiple, 2)) <= BITS_LOST_TO_TWO_PARTS ? 2 : 3;
    }

    private static int bitsLost(int high, double left) {
        return (high >> 20) - ((high(left) >> 20) & 0x7ff);
    }

    /** What is left of an angle, and of it {@link #subtrahend} has to be taken. */
    private static double minuend(double magnitude, int multiple, int parts) {
        double first = magnitude - multiple * PART_1;
        double second = first - multiple * PART_2;
        return switch (parts) {
            case 1 -> first;
            case 2 -> second;
            default -> second - multiple * PART_3;
        };
    }

    private static double subtrahend(double magnitude, int multiple, int parts) {
        if (parts == 1) {
            return multiple * REST_1;
        }
        double part = multiple * (parts == 2 ? PART_2 : PART_3);
        double lost = (minuend(magnitude, multiple, parts - 1) - minuend(magnitude, multiple, parts)) - part;
        return multiple * (parts == 2 ? REST_2 : REST_3) - lost;
    }

    private static double left(double magnitude, int multiple, int parts) {
        return minuend(magnitude, multiple, parts) - subtrahend(magnitude, multiple, parts);
    }

    /** What {@link #left} lacks by being rounded. */
    private static double rest(double magnitude, int multiple, int parts, double left) {
        return (minuend(magnitude, multiple, parts) - left) - subtrahend(magnitude, multiple, parts);
    }

    /** Of an angle of at most a quarter of pi, and so for those below. */
    private static double sine(double x, double rest) {
        if (high(Math.abs(x)) < TINY_HIGH) {
            return x;
        }
        double z = x * x;
        double cube = z * x;
        double high = 0x1.71de357b1fe7dp-19 + z * (-0x1.ae5e68a2b9cebp-26 + z * 0x1.5d93a5acfd57cp-33);
        double series = 0x1.111111110f8a6p-7 + z * (-0x1.a01a019c161d5p-13 + z * high);
        return x - ((z * (0.5 * rest - cube * series) - rest) - cube * -0x1.5555555555549p-3);
    }

    private static double cosine(double x, double rest) {
        int high = high(Math.abs(x));
        if (high < TINY_HIGH) {
            return 1;
        }
        double z = x * x;
        double upper = -0x1.27e4f809c52adp-22 + z * (0x1.1ee9ebdb4b1c4p-29 + z * -0x1.8fae9be8838d4p-37);
        double series =
                z * (0x1.555555555554cp-5 + z * (-0x1.6c16c16c15177p-10 + z * (0x1.a01a019cb1590p-16 + z * upper)));
        double correction = z * series - x * rest;
        if (high < SMALL_COSINE_HIGH) {
            return 1 - (0.5 * z - correction);
        }
        double quarter = high > LARGE_COSINE_HIGH ? 0.28125 : Double.longBitsToDouble((high - 0x00200000L) << 32);
        return (1 - quarter) - ((0.5 * z - quarter) - correction);
    }

    private static double tangent(double x, double rest) {
        if (high(Math.abs(x)) >= LARGE_TANGENT_HIGH) {
            return ofLarge(x, rest, 1);
        }
        return x + tangentLessAngle(x, rest);
    }

    private static double minusCotangent(double x, double rest) {
        if (high(Math.abs(x)) >= LARGE_TANGENT_HIGH) {
            return ofLarge(x, rest, -1);
        }
        return minusReciprocal(x, tangentLessAngle(x, rest));
    }

    /** The tangent of an angle near a quarter of pi, by that of what it lacks; with -1 the cotangent, negated. */
    private static double ofLarge(double x, double rest, double one) {
        double missing = (QUARTER_PI - Math.abs(x)) + (QUARTER_PI_REST - (x < 0 ? -rest : rest));
        double more = tangentLessAngle(missing, 0.0);
        double tangent = missing + more;
        return (x < 0 ? -1 : 1) * (one - 2.0 * (missing - (tangent * tangent / (tangent + one) - more)));
    }

    private static double tangentLessAngle(double x, double rest) {
        if (high(Math.abs(x)) < TINY_TANGENT_HIGH) {
            return rest;
        }
        double z = x * x;
        double w = z * z;
        double odd = 0x1.111111110fe7ap-3
                + w
                        * (0x1.664f48406d637p-6
                                + w
                                        * (0x1.d6d22c9560328p-9
                                                + w
                                                        * (0x1.344d8f2f26501p-11
                                                                + w
                                                                        * (0x1.47e88a03792a6p-14
                                                                                + w * -0x1.375cbdb605373p-16))));
        double even = z
                * (0x1.ba1ba1bb341fep-5
                        + w
                                * (0x1.226e3e96e8493p-7
                                        + w
                                                * (0x1.7dbc8fee08315p-10
                                                        + w
                                                                * (0x1.026f71a8d1068p-12
                                                                        + w
                                                                                * (0x1.2b80f32f0a7e9p-14
                                                                                        + w
                                                                                                * 0x1.b2a7074bf7ad4p-16)))));
        double cube = z * x;
        return (rest + z * (cube * (odd + even) + rest)) + 0x1.5555555555563p-2 * cube;
    }

    /** -1 / (x + more), with less error than one division has. */
    private static double minusReciprocal(double x, double more) {
        double sum = x + more;
        double z = withoutLow(sum);
        double v = more - (z - x);
        double a = -1.0 / sum;
        double t = withoutLow(a);
        return t + a * ((1.0 + t * z) + t * v);
    }
}
