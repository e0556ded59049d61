package dev.asof.registry.compute.aggregate;

import static dev.asof.registry.compute.schema.ScalarType.FLOAT64;
import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SketchAndDecayFunctionsTest {

    @Test
    void quantilesAreWithinOnePercent() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            Object[] values = random.doubles(1 + random.nextInt(300), -25, 40)
                    .mapToObj(exponent -> (random.nextInt(3) - 1) * StrictMath.exp(exponent))
                    .toArray();
            double q = random.nextDouble();
            Object[] sorted = Arrays.stream(values).sorted().toArray();
            double exact = (Double) sorted[(int) Math.floor(q * (values.length - 1))];
            assertThat(Double.parseDouble(quantile(q, values))).isCloseTo(exact, within(Math.abs(exact) * 0.01));
        }
    }

    @Test
    void quantilesOfWhatIsNoOrdinaryNumber() {
        assertThat(quantile(0.5, -0.0, 1e-13, -1e-13)).isEqualTo("0.0");
        assertThat(quantile(1, 1, Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
        assertThat(quantile(0, 1, Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
        assertThat(quantile(1, Double.NaN, Double.POSITIVE_INFINITY)).isEqualTo("NaN");
        assertThat(quantile(0.4, Double.NaN, Double.POSITIVE_INFINITY, 5)).isEqualTo("5.002561097694295");
        assertThat(quantile(0.5, 1e200)).isEqualTo(quantile(0.5, 1e19));
        assertThat(quantile(0.5, (Object) null)).isEqualTo("NULL_VALUE");
        assertThat(quantile(0.5)).isEqualTo("NOT_FOUND");
    }

    @Test
    void aQuantileIsALiteralFromZeroToOne() {
        String refusal =
                "the quantile of approx_quantile is a number from 0 to 1, written out, or a list of up to 100 such numbers";
        assertThat(quantile(1.5, 1)).isEqualTo(refusal);
        assertThat(Fold.of("approx_quantile")
                        .over(FLOAT64, 1)
                        .over(FLOAT64, 0.5)
                        .answer())
                .isEqualTo(refusal);
        assertThat(Fold.of("approx_quantile")
                        .over(INT64, 100)
                        .with(Value.ofLong(INT64, 1))
                        .answer())
                .startsWith("100.");
    }

    private static String quantile(double q, Object... values) {
        return Fold.of("approx_quantile")
                .over(FLOAT64, values)
                .with(Value.ofDouble(FLOAT64, q))
                .answer();
    }

    @Test
    void weightsHalveWithEachHalfLife() {
        Value second = Value.ofText("1s");
        assertThat(Fold.of("decayed_sum")
                        .over(INT64, 8, 8, null, 8)
                        .at(0, 1_000_000, 1_500_000, 3_000_000)
                        .with(second)
                        .asOf(3_000_000)
                        .answer())
                .isEqualTo("11.0");
        assertThat(Fold.of("decayed_count")
                        .at(0, 1_000_000)
                        .with(second)
                        .asOf(2_000_000)
                        .answer())
                .isEqualTo("0.75");
        assertThat(Double.parseDouble(Fold.of("decayed_count")
                        .at(250_000)
                        .with(second)
                        .asOf(750_000)
                        .answer()))
                .isCloseTo(Math.sqrt(0.5), within(1e-15));
    }

    @Test
    void timesBeforeTheEpochDecayAlike() {
        assertThat(Fold.of("decayed_count")
                        .at(-3_000_000, -1_000_000)
                        .with(Value.ofText("1s"))
                        .asOf(0)
                        .answer())
                .isEqualTo("0.625");
    }

    @Test
    void addendsWeighNothingAfterManyHalfLives() {
        Fold old = Fold.of("decayed_sum")
                .over(FLOAT64, Double.POSITIVE_INFINITY, 1)
                .with(Value.ofText("1us"));
        assertThat(old.at(0, 1_024).asOf(1_024).answer()).isEqualTo("Infinity");
        assertThat(old.at(0, 1_025).asOf(1_025).answer()).isEqualTo("1.0");
        assertThat(old.at(0, 1).asOf(2_000).answer()).isEqualTo("0.0");
    }

    @Test
    void nothingDecaysToZeroOrToNothing() {
        assertThat(Fold.of("decayed_count").with(Value.ofText("1d")).answer()).isEqualTo("0.0");
        assertThat(Fold.of("decayed_sum").over(FLOAT64).with(Value.ofText("1d")).answer())
                .isEqualTo("NOT_FOUND");
        assertThat(Fold.of("decayed_sum")
                        .over(FLOAT64, (Object) null)
                        .with(Value.ofText("1d"))
                        .answer())
                .isEqualTo("NULL_VALUE");
    }

    @Test
    void aHalfLifeIsASpanOfTime() {
        String refusal = "a half-life is a span of time in quotes, such as '12h' or '7d', longer than 0";
        assertThat(Fold.of("decayed_count").with(Value.ofText("soon")).answer()).isEqualTo(refusal);
        assertThat(Fold.of("decayed_count").with(Value.ofText("0s")).answer()).isEqualTo(refusal);
        assertThat(Fold.of("decayed_count").with(Value.ofLong(INT64, 7)).answer())
                .isEqualTo(refusal);
        assertThat(Fold.of("decayed_sum")
                        .over(STRING, "a")
                        .with(Value.ofText("7d"))
                        .answer())
                .isEqualTo("decayed_sum takes a number, not string");
    }

    @Test
    void decimalsCountAsTheNearestFloats() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 200; round++) {
            int digits = 1 + round % 38;
            BigInteger unscaled = new BigInteger(127, new Random(round)).mod(BigInteger.TEN.pow(digits));
            BigDecimal value = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), digits / 2);
            DataType type = new DecimalType(digits, digits / 2);
            double nearest = Double.parseDouble(value.toPlainString());
            assertThat(Fold.of("approx_quantile")
                            .over(type, value)
                            .with(Value.ofDouble(FLOAT64, 0.5))
                            .answer())
                    .isEqualTo(quantile(0.5, nearest));
            assertThat(Fold.of("decayed_sum")
                            .over(type, value, null, value)
                            .with(Value.ofText("1d"))
                            .answer())
                    .isEqualTo(Fold.of("decayed_sum")
                            .over(FLOAT64, nearest, null, nearest)
                            .with(Value.ofText("1d"))
                            .answer());
        }
    }
}
