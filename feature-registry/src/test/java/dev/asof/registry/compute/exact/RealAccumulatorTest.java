package dev.asof.registry.compute.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** What only a unit finer than that of doubles can show. */
class RealAccumulatorTest {
    private static final int MIN_EXPONENT = -2148;
    private static final int LEAST_DOUBLE = -1074 - MIN_EXPONENT;

    private final RealAccumulator sum = new RealAccumulator(MIN_EXPONENT, 136);

    @Test
    void halfOfTheLeastDoubleGoesToZero() {
        sum.add(1, LEAST_DOUBLE - 1);
        assertThat(sum.toDouble()).isEqualTo(0.0);
        assertThat(sum.dividedBy(1)).isEqualTo(0.0);
    }

    @Test
    void moreThanHalfOfTheLeastDoubleGoesToIt() {
        sum.add(1, LEAST_DOUBLE - 1);
        sum.add(1, 0);
        assertThat(sum.toDouble()).isEqualTo(Double.MIN_VALUE);
        assertThat(sum.dividedBy(1)).isEqualTo(Double.MIN_VALUE);
        assertThat(sum.dividedBy(2)).isEqualTo(0.0);
    }

    @Test
    void quotientOfWhatIsNoDoubleIsRoundedOnce() {
        sum.add(3, LEAST_DOUBLE - 1);
        assertThat(sum.toDouble()).isEqualTo(2 * Double.MIN_VALUE);
        assertThat(sum.dividedBy(3)).isEqualTo(0.0);
    }

    @Test
    void muchLessThanTheLeastDoubleIsAZeroOfItsSign() {
        sum.add(-1, 0);
        assertThat(Double.doubleToRawLongBits(sum.toDouble())).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(Double.doubleToRawLongBits(sum.dividedBy(3))).isEqualTo(Double.doubleToRawLongBits(-0.0));
    }

    @Test
    void muchMoreThanTheGreatestDoubleIsInfinityUntilDivided() {
        sum.add(-3, 1030 - MIN_EXPONENT);
        assertThat(sum.toDouble()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(sum.dividedBy(3L << 30)).isEqualTo(-0x1p1000);
    }

    @Test
    void sumsAndQuotientsAreTheNearestDoubles() {
        Seeded.check(3000, random -> {
            sum.clear();
            BigInteger expected = BigInteger.ZERO;
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                long value = random.nextLong(1 - (1L << 53), 1L << 53) >> random.nextInt(53);
                int position = random.nextInt(LEAST_DOUBLE - 80, LEAST_DOUBLE + 80);
                sum.add(value, position);
                expected = expected.add(BigInteger.valueOf(value).shiftLeft(position));
            }
            long count = random.nextLong(1, Long.MAX_VALUE) >>> random.nextInt(63) | 1;
            Rational exact = new Rational(expected, BigInteger.ONE.shiftLeft(LEAST_DOUBLE));
            exact.assertRoundsTo(sum.toDouble());
            exact.dividedBy(count).assertRoundsTo(sum.dividedBy(count));
        });
    }
}
