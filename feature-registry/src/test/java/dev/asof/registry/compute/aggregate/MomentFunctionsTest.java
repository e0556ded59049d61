package dev.asof.registry.compute.aggregate;

import static dev.asof.registry.compute.schema.ScalarType.FLOAT32;
import static dev.asof.registry.compute.schema.ScalarType.FLOAT64;
import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentFunctionsTest {
    private static final MathContext DIGITS = new MathContext(800, RoundingMode.HALF_EVEN);

    @Test
    void statisticsOfAKnownSample() {
        Object[] values = {2, 4, 4, 4, 5, 5, 7, 9};
        assertThat(answer("var_pop", values)).isEqualTo("4.0");
        assertThat(answer("stddev_pop", values)).isEqualTo("2.0");
        assertThat(answer("var_samp", values)).isEqualTo("4.571428571428571");
        assertThat(answer("stddev_samp", values)).isEqualTo("2.138089935299395");
        assertThat(answer("skewness", values)).isEqualTo("0.65625");
        assertThat(answer("kurtosis", values)).isEqualTo("-0.21875");
    }

    @Test
    void correlationOfALineIsOne() {
        Object[] xs = {0.1, 0.2, 0.4, 1e300};
        Object[] ys = {-0.2, -0.4, -0.8, -2e300};
        assertThat(answer("corr", xs, xs)).isEqualTo("1.0");
        assertThat(answer("corr", xs, ys)).isEqualTo("-1.0");
        assertThat(answer("covar_pop", new Object[] {1, 2, 3}, new Object[] {4, 6, 11}))
                .isEqualTo("2.3333333333333335");
        assertThat(answer("covar_samp", new Object[] {1, 2, 3}, new Object[] {4, 6, 11}))
                .isEqualTo("3.5");
    }

    @Test
    void pairsWithANullAreLeftOut() {
        assertThat(answer("covar_samp", new Object[] {1, null, 2, 3, 9}, new Object[] {4, 7, 6, 11, null}))
                .isEqualTo("3.5");
        assertThat(answer("corr", new Object[] {null}, new Object[] {1})).isEqualTo("NULL_VALUE");
    }

    @Test
    void undefinedStatisticsAreNull() {
        assertThat(answer("var_pop", 7)).isEqualTo("0.0");
        assertThat(answer("var_samp", 7)).isEqualTo("NULL_VALUE");
        assertThat(answer("stddev_samp", Double.NaN)).isEqualTo("NULL_VALUE");
        assertThat(answer("covar_samp", new Object[] {1}, new Object[] {1})).isEqualTo("NULL_VALUE");
        assertThat(answer("skewness", 3, 3)).isEqualTo("NULL_VALUE");
        assertThat(answer("kurtosis", 3, 3)).isEqualTo("NULL_VALUE");
        assertThat(answer("corr", new Object[] {1, 2}, new Object[] {5, 5})).isEqualTo("NULL_VALUE");
        assertThat(answer("var_pop", new Object[] {null, null})).isEqualTo("NULL_VALUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"var_pop", "var_samp", "stddev_pop", "stddev_samp", "skewness", "kurtosis"})
    void anyNonFiniteInputGivesNaN(String name) {
        assertThat(answer(name, 1, Double.POSITIVE_INFINITY)).isEqualTo("NaN");
        assertThat(answer(name, 1, 2, Double.NaN, 3)).isEqualTo("NaN");
    }

    @Test
    void nonFinitePairsGiveNaN() {
        assertThat(answer("corr", new Object[] {1, 2}, new Object[] {1, Double.NEGATIVE_INFINITY}))
                .isEqualTo("NaN");
    }

    @Test
    void squaresBeyondTheRangeOfExponentsAreNoSquaresLost() {
        assertThat(answer("stddev_pop", 1e300, -1e300)).isEqualTo("1.0E300");
        assertThat(answer("var_pop", 1e300, -1e300)).isEqualTo("Infinity");
        assertThat(answer("stddev_pop", 3e-320, 1e-320)).isEqualTo("1.0E-320");
        assertThat(answer("corr", new Object[] {1e-300, 3e-300, 2e-300}, new Object[] {1e300, 3e300, 2e300}))
                .isEqualTo("1.0");
        assertThat(answer("kurtosis", 1e300, -1e300, 1e300, -1e300)).isEqualTo("-2.0");
        assertThat(answer("skewness", Double.MAX_VALUE, -Double.MAX_VALUE)).isEqualTo("0.0");
    }

    @Test
    void noiseOnALargeMeanIsNotLost() {
        SplittableRandom random = new SplittableRandom(1);
        Object[] values =
                random.doubles(500).mapToObj(noise -> 1e9 + noise * 1e-3).toArray();
        assertAgainstDecimals(values);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1074, -560, -300, 0, 300, 480, 1000})
    void statisticsAreRoundedOnceAtEveryExponent(int exponent) {
        SplittableRandom random = new SplittableRandom(exponent);
        Object[] values = IntStream.range(0, 40)
                .mapToObj(i -> Math.scalb(random.nextDouble() - 0.25, exponent + random.nextInt(20)))
                .toArray();
        assertAgainstDecimals(values);
    }

    @Test
    void integersOfAllBitsAreExact() {
        Object[] values = {Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, 0L, 1L, -7L};
        assertAgainstDecimals(values, INT64);
    }

    @Test
    void knownSamplesOfDecimals() {
        Object[] values = {new BigDecimal("0.2"), new BigDecimal("0.4"), new BigDecimal("0.6")};
        DataType narrow = new DecimalType(9, 1);
        assertThat(Fold.of("var_samp").over(narrow, values).answer()).isEqualTo("0.04");
        assertThat(Fold.of("stddev_samp").over(narrow, values).answer()).isEqualTo("0.2");
        assertThat(Fold.of("covar_samp")
                        .over(narrow, values)
                        .over(INT64, 1, 2, 3)
                        .answer())
                .isEqualTo("0.2");
        assertThat(Fold.of("corr").over(FLOAT64, 2, 1, 0.5).over(narrow, values).answer())
                .isEqualTo("-0.9819805060619657");
    }

    @ParameterizedTest
    @CsvSource({"18, 3", "18, 18", "19, 0", "38, 10", "38, 38"})
    void decimalsOfAllDigitsAreExact(int precision, int scale) {
        SplittableRandom random = new SplittableRandom(precision);
        BigInteger end = BigInteger.TEN.pow(precision);
        Object[] values = IntStream.range(0, 40)
                .mapToObj(i -> new BigInteger(127, new Random(random.nextLong()))
                        .shiftRight(random.nextInt(100))
                        .remainder(end)
                        .multiply(BigInteger.valueOf(random.nextInt(3) - 1)))
                .map(unscaled -> new BigDecimal(unscaled, scale))
                .toArray();
        values[0] = new BigDecimal(end.subtract(BigInteger.ONE), scale);
        values[1] = new BigDecimal(BigInteger.ONE.subtract(end), scale);
        assertAgainstDecimals(values, new DecimalType(precision, scale));
    }

    @Test
    void onlyNumbersHaveMoments() {
        assertThat(Fold.of("var_pop").over(STRING, "a").answer()).isEqualTo("var_pop takes numbers, not string");
        assertThat(Fold.of("corr").over(FLOAT32, 1).answer()).isEqualTo("corr takes two arguments, not 1");
    }

    private static void assertAgainstDecimals(Object[] values) {
        assertAgainstDecimals(values, FLOAT64);
    }

    private static void assertAgainstDecimals(Object[] values, DataType type) {
        Decimals decimals = Decimals.of(values);
        assertThat(Fold.of("var_pop").over(type, values).answer()).isEqualTo(text(decimals.mean(2)));
        assertThat(Fold.of("stddev_pop").over(type, values).answer())
                .isEqualTo(text(decimals.mean(2).sqrt(DIGITS)));
        assertThat(Fold.of("skewness").over(type, values).answer())
                .isEqualTo(text(decimals.mean(3)
                        .divide(decimals.mean(2).multiply(decimals.mean(2).sqrt(DIGITS)), DIGITS)));
        assertThat(Fold.of("kurtosis").over(type, values).answer())
                .isEqualTo(text(
                        decimals.mean(4).divide(decimals.mean(2).pow(2), DIGITS).subtract(BigDecimal.valueOf(3))));
        assertThat(Fold.of("covar_pop").over(type, values).over(type, values).answer())
                .isEqualTo(text(decimals.mean(2)));
    }

    private static String text(BigDecimal value) {
        return Double.toString(value.doubleValue());
    }

    private static String answer(String name, Object... values) {
        return Fold.of(name).over(FLOAT64, values).answer();
    }

    private static String answer(String name, Object[] xs, Object[] ys) {
        return Fold.of(name).over(FLOAT64, xs).over(FLOAT64, ys).answer();
    }

    /** Deviations from the mean, to many digits. */
    private record Decimals(List<BigDecimal> deviations) {
        static Decimals of(Object[] values) {
            List<BigDecimal> decimals =
                    Arrays.stream(values).map(Decimals::exactly).toList();
            BigDecimal mean = decimals.stream()
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .divide(BigDecimal.valueOf(values.length), DIGITS);
            return new Decimals(
                    decimals.stream().map(each -> each.subtract(mean)).toList());
        }

        private static BigDecimal exactly(Object value) {
            return switch (value) {
                case Double real -> new BigDecimal(real);
                case BigDecimal decimal -> decimal;
                default -> BigDecimal.valueOf((Long) value);
            };
        }

        BigDecimal mean(int power) {
            return deviations.stream()
                    .map(each -> each.pow(power))
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .divide(BigDecimal.valueOf(deviations.size()), DIGITS);
        }
    }
}
