package dev.asof.it.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NearestDoubleTest {

    @Test
    void quotientsOfExactIntegersAreTheQuotientsOfDoubles() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            long numerator = random.nextLong(-(1L << 53), 1L << 53);
            long denominator = random.nextLong(1, 1L << 53);
            assertThat(of(numerator, denominator)).isEqualTo((double) numerator / (double) denominator);
        }
    }

    @Test
    void tiesGoToTheEvenNeighbour() {
        assertThat(of((1L << 53) + 1, 1)).isEqualTo(0x1p53);
        assertThat(of((1L << 53) + 3, 1)).isEqualTo(0x1p53 + 4);
    }

    @Test
    void tooMuchIsInfiniteAndTooLittleIsASignedZero() {
        BigInteger huge = BigInteger.TWO.pow(1024);
        BigInteger half = BigInteger.TWO.pow(970);
        assertThat(NearestDouble.of(huge.subtract(half), BigInteger.ONE)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(NearestDouble.of(huge.subtract(half).subtract(BigInteger.ONE), BigInteger.ONE))
                .isEqualTo(Double.MAX_VALUE);
        assertThat(NearestDouble.of(BigInteger.ONE.negate(), BigInteger.TWO.pow(1075)))
                .isEqualTo(-0.0);
        assertThat(NearestDouble.of(BigInteger.valueOf(3), BigInteger.TWO.pow(1076)))
                .isEqualTo(Double.MIN_VALUE);
    }

    @Test
    void rootsAreRoundedToNearestWithTiesToEven() {
        BigInteger tie = BigInteger.TWO.pow(54).add(BigInteger.TWO);
        assertThat(NearestDouble.root(BigInteger.ZERO, BigInteger.ONE)).isEqualTo(0.0);
        assertThat(NearestDouble.root(BigInteger.TWO, BigInteger.ONE)).isEqualTo(1.4142135623730951);
        assertThat(NearestDouble.root(tie.pow(2), BigInteger.ONE)).isEqualTo(0x1p54);
        assertThat(NearestDouble.root(tie.pow(2).add(BigInteger.ONE), BigInteger.ONE))
                .isEqualTo(0x1.0000000000001p54);
        assertThat(NearestDouble.root(BigInteger.TWO.pow(2048), BigInteger.ONE)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(NearestDouble.root(BigInteger.ONE, BigInteger.TWO.pow(2148))).isEqualTo(Double.MIN_VALUE);
    }

    @Test
    void sumsForgetNothing() {
        assertThat(Reals.quotient(List.of(1e308, 1e308, -1e308, 4e-324, -1e308), 1))
                .isEqualTo(4e-324);
        assertThat(Reals.quotient(List.of(-0.0, -0.0), 1)).isEqualTo(0.0);
        assertThat(Reals.quotient(List.of(Double.MAX_VALUE, Double.MAX_VALUE), 2))
                .isEqualTo(Double.MAX_VALUE);
        assertThat(Reals.quotient(List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY), 1))
                .isNaN();
    }

    private static double of(long numerator, long denominator) {
        return NearestDouble.of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }
}
