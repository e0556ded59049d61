package dev.asof.registry.compute.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactProductTest {
    private static final int ROUNDS = 20_000;
    private static final BigInteger END = BigInteger.ONE.shiftLeft(127);

    @Test
    void productsOfIntegersOf128BitsLoseNothing() {
        Random random = new Random(1);
        ExactProduct product = new ExactProduct();
        for (int round = 0; round < ROUNDS; round++) {
            BigInteger expected = BigInteger.valueOf(round % 2 == 0 ? 1 : -1);
            product.start(expected.intValueExact());
            int factors = 1 + random.nextInt(ExactProduct.MAX_FACTORS);
            for (int i = 0; i < factors; i++) {
                BigInteger factor = factor(random);
                product.times(factor.shiftRight(Long.SIZE).longValue(), factor.longValue());
                expected = expected.multiply(factor);
            }
            ExactProductSum sum = new ExactProductSum(factors);
            sum.add(product);
            assertThat(sum.value().minus(Dyadic.of(expected)).signum())
                    .as("round %s", round)
                    .isZero();
        }
    }

    /** Of all lengths, with runs of ones and zeros. */
    private static BigInteger factor(Random random) {
        BigInteger bits = new BigInteger(random.nextInt(128), random);
        BigInteger run = BigInteger.ONE.shiftLeft(random.nextInt(127)).subtract(BigInteger.ONE);
        BigInteger magnitude = switch (random.nextInt(3)) {
            case 0 -> bits;
            case 1 -> run;
            default -> END.subtract(BigInteger.ONE).subtract(run);
        };
        return random.nextBoolean() ? magnitude : magnitude.negate();
    }
}
