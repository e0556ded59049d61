package dev.asof.registry.compute.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DyadicTest {
    private static final MathContext DIGITS = new MathContext(400);

    @Test
    void quotientsAndRootsAreRoundedOnce() {
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Dyadic dividend = dyadic(random);
            Dyadic divisor = dyadic(random);
            BigDecimal quotient = decimal(dividend).divide(decimal(divisor), DIGITS);
            assertThat(dividend.dividedBy(divisor)).as("seed " + seed).isEqualTo(quotient.doubleValue());
            assertThat(dividend.rootOfQuotient(divisor))
                    .as("seed " + seed)
                    .isEqualTo(quotient.sqrt(DIGITS).doubleValue());
        }
    }

    @Test
    void tiesGoToEven() {
        Dyadic tie = new Dyadic(BigInteger.valueOf((1L << 54) + 2), 0);
        assertThat(tie.dividedBy(Dyadic.of(1))).isEqualTo(0x1p54);
        assertThat(tie.squared().rootOfQuotient(Dyadic.of(1))).isEqualTo(0x1p54);
        assertThat(tie.squared().plus(new Dyadic(BigInteger.ONE, -500)).rootOfQuotient(Dyadic.of(1)))
                .isEqualTo(0x1.0000000000001p54);
    }

    @Test
    void sumsOfProductsAreExact() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int factors = 1 + random.nextInt(ExactProduct.MAX_FACTORS);
            ExactProductSum sum = new ExactProductSum(factors);
            ExactProduct product = new ExactProduct();
            BigDecimal expected = BigDecimal.ZERO;
            for (int i = 0; i < 5; i++) {
                BigDecimal term = BigDecimal.ONE;
                product.start(1);
                for (int factor = 0; factor < factors; factor++) {
                    if (random.nextBoolean()) {
                        long value = random.nextLong() >> random.nextInt(64);
                        product.times(value);
                        term = term.multiply(BigDecimal.valueOf(value));
                    } else {
                        double value = finite(random);
                        product.times(value);
                        term = term.multiply(new BigDecimal(value));
                    }
                }
                sum.add(product);
                expected = expected.add(term);
            }
            assertThat(decimal(sum.value())).as("seed " + seed).isEqualByComparingTo(expected);
        }
    }

    private static double finite(SplittableRandom random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : Double.MIN_VALUE;
    }

    private static Dyadic dyadic(SplittableRandom random) {
        byte[] magnitude = new byte[1 + random.nextInt(40)];
        random.nextBytes(magnitude);
        return new Dyadic(new BigInteger(1, magnitude).add(BigInteger.ONE), random.nextInt(-600, 600));
    }

    private static BigDecimal decimal(Dyadic value) {
        BigDecimal digits = new BigDecimal(value.digits());
        return value.exponent() >= 0
                ? digits.multiply(BigDecimal.TWO.pow(value.exponent()))
                : digits.multiply(new BigDecimal("0.5").pow(-value.exponent()));
    }
}
