package dev.asof.registry.compute.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class TrigonometryTest {
    private static final int RANDOM_ANGLES = 300_000;
    private static final int MULTIPLES = 20_000;
    private static final int NEIGHBORS = 3;

    @Test
    void sineHasTheBitsOfStrictMath() {
        compare(Trigonometry::sin, StrictMath::sin);
    }

    @Test
    void cosineHasTheBitsOfStrictMath() {
        compare(Trigonometry::cos, StrictMath::cos);
    }

    @Test
    void tangentHasTheBitsOfStrictMath() {
        compare(Trigonometry::tan, StrictMath::tan);
    }

    private static void compare(DoubleUnaryOperator ours, DoubleUnaryOperator strict) {
        for (double angle : new double[] {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, 1e300}) {
            compare(angle, ours, strict);
        }
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < RANDOM_ANGLES; i++) {
            compare(random.nextDouble(-7, 7), ours, strict);
            compare(random.nextDouble(-1e6, 1e6), ours, strict);
            compare(Double.longBitsToDouble(random.nextLong()), ours, strict);
            compare(Math.scalb(random.nextDouble(-1, 1), random.nextInt(-40, 25)), ours, strict);
        }
        for (int i = 1; i <= MULTIPLES; i++) {
            compareAround(i * (Math.PI / 4), ours, strict);
            compareAround(random.nextInt(1 << 20) * (Math.PI / 2), ours, strict);
        }
    }

    private static void compareAround(double angle, DoubleUnaryOperator ours, DoubleUnaryOperator strict) {
        double each = angle;
        for (int i = 0; i < NEIGHBORS; i++) {
            each = Math.nextDown(each);
        }
        for (int i = 0; i <= 2 * NEIGHBORS; i++) {
            compare(each, ours, strict);
            compare(each * (1 + 0x1p-22), ours, strict);
            compare(each * (1 - 0x1p-34), ours, strict);
            each = Math.nextUp(each);
        }
    }

    private static void compare(double angle, DoubleUnaryOperator ours, DoubleUnaryOperator strict) {
        if (angle != 0 && !Double.isNaN(angle)) {
            compareBits(-angle, ours, strict);
        }
        compareBits(angle, ours, strict);
    }

    private static void compareBits(double angle, DoubleUnaryOperator ours, DoubleUnaryOperator strict) {
        long bits = Double.doubleToLongBits(ours.applyAsDouble(angle));
        if (bits != Double.doubleToLongBits(strict.applyAsDouble(angle))) {
            assertThat(ours.applyAsDouble(angle)).as("of " + angle).isEqualTo(strict.applyAsDouble(angle));
        }
    }
}
