package dev.asof.registry.compute.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundingTest {

    @Test
    void roundsTheExactBinaryValueHalfAwayFromZero() {
        Random random = new Random(5);
        for (int i = 0; i < 300_000; i++) {
            double value = value(random);
            int places = random.nextInt(20) - 4;
            double expected =
                    new BigDecimal(value).setScale(places, RoundingMode.HALF_UP).doubleValue();
            double actual = Rounding.rounded(value, places);
            if (Double.compare(actual, expected == 0 ? Math.copySign(0.0, value) : expected) != 0) {
                assertThat(actual).as("round(%s, %d)", value, places).isEqualTo(expected);
            }
        }
    }

    private static double value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(1_000_000) / 1000.0;
            case 1 -> -(random.nextInt(1_000_000) + 0.5) / 100;
            case 2 -> random.nextGaussian() * 1e6;
            default -> (random.nextInt() + 0.5) * Math.scalb(1.0, random.nextInt(80) - 60);
        };
    }

    @Test
    void wholeNumbersNearHalvesRoundAsTheyStand() {
        assertThat(Rounding.rounded(0.49999999999999994)).isEqualTo(0.0);
        assertThat(Rounding.rounded(0.5)).isEqualTo(1.0);
        assertThat(Rounding.rounded(-0.4)).isEqualTo(-0.0);
        assertThat(Rounding.rounded(4503599627370497.5)).isEqualTo(4503599627370498.0);
        assertThat(Rounding.rounded(Double.NaN)).isNaN();
        assertThat(Rounding.rounded(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void integersRoundHalfAwayFromZeroOrDoNotFit() {
        assertThat(Rounding.rounded(1250L, 2)).hasValue(1300);
        assertThat(Rounding.rounded(-1250L, 2)).hasValue(-1300);
        assertThat(Rounding.rounded(Long.MAX_VALUE, 1)).isEmpty();
        assertThat(Rounding.rounded(Long.MIN_VALUE, 1)).isEmpty();
        assertThat(Rounding.rounded(Long.MAX_VALUE, 19)).isEmpty();
        assertThat(Rounding.rounded(4_999_999_999_999_999_999L, 19)).hasValue(0);
    }
}
