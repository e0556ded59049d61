package dev.asof.registry.compute.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExactDoubleSumTest {
    private static final long POSITIVE_ZERO_BITS = 0;
    private static final long CANONICAL_NAN_BITS = 0x7FF8_0000_0000_0000L;

    @Test
    void sumOfNothingIsPositiveZero() {
        assertBits(new ExactDoubleSum().toDouble(), POSITIVE_ZERO_BITS);
        assertBits(new ExactDoubleSum().dividedBy(3), POSITIVE_ZERO_BITS);
    }

    @Test
    void zeroSumIsPositiveZero() {
        assertBits(sumOf(-0.0, -0.0).toDouble(), POSITIVE_ZERO_BITS);
        assertBits(sumOf(1e300, -1e-300, -1e300, 1e-300).toDouble(), POSITIVE_ZERO_BITS);
        assertBits(sumOf(-0.0).dividedBy(1), POSITIVE_ZERO_BITS);
    }

    @Test
    void sumIsRoundedOnceAndNotAtEachStep() {
        assertThat(sumOf(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1).toDouble())
                .isEqualTo(1.0);
        assertThat(sumOf(1e16, 1.0, -1e16).toDouble()).isEqualTo(1.0);
        assertThat(sumOf(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE).toDouble())
                .isEqualTo(Double.MAX_VALUE);
    }

    @ParameterizedTest
    @EnumSource
    void sumIsTheNearestDouble(DoubleGenerator generator) {
        Seeded.check(300, random -> {
            double[] values = generator.generate(random);
            Rational.sumOf(values).assertRoundsTo(sumOf(values).toDouble());
        });
    }

    @ParameterizedTest
    @EnumSource
    void sumIsWhatBigDecimalSays(DoubleGenerator generator) {
        Seeded.check(40, random -> {
            double[] values = generator.generate(random);
            BigDecimal expected =
                    Arrays.stream(values).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sumOf(values).toDouble()).isEqualTo(expected.doubleValue());
        });
    }

    @ParameterizedTest
    @EnumSource
    void averageIsTheNearestDouble(DoubleGenerator generator) {
        Seeded.check(300, random -> {
            double[] values = generator.generate(random);
            ExactDoubleSum sum = sumOf(values);
            for (int i = 0; i < 5; i++) {
                long count = anyCount(random);
                Rational.sumOf(values).dividedBy(count).assertRoundsTo(sum.dividedBy(count));
            }
        });
    }

    @Test
    void averageHalfwayBetweenDoublesGoesToTheEvenOne() {
        Seeded.check(3000, random -> {
            double quotient = Math.scalb(random.nextDouble(1, 2), random.nextInt(-1040, 1023));
            double half = Math.ulp(quotient) / 2;
            double breaker = random.nextInt(-1, 2) * Double.MIN_VALUE;
            int count = random.nextInt(1, 70);
            ExactDoubleSum sum = new ExactDoubleSum();
            sum.add(breaker);
            Rational expected = Rational.sumOf(breaker);
            for (int i = 0; i < count; i++) {
                sum.add(quotient);
                sum.add(half);
                expected = expected.plus(Rational.sumOf(quotient, half));
            }
            expected.dividedBy(count).assertRoundsTo(sum.dividedBy(count));
        });
    }

    @Test
    void averageOfSubnormalsIsRoundedOnce() {
        assertThat(sumOf(Double.MIN_VALUE, Double.MIN_VALUE, Double.MIN_VALUE).dividedBy(2))
                .isEqualTo(2 * Double.MIN_VALUE);
        assertThat(sumOf(Double.MIN_VALUE).dividedBy(2)).isEqualTo(0.0);
        assertThat(sumOf(Double.MIN_VALUE, Double.MIN_VALUE).dividedBy(3)).isEqualTo(Double.MIN_VALUE);
        assertBits(sumOf(-Double.MIN_VALUE).dividedBy(2), Double.doubleToRawLongBits(-0.0));
    }

    @Test
    void averageIsInRangeWhereTheSumIsNot() {
        ExactDoubleSum sum = sumOf(Double.MAX_VALUE, Double.MAX_VALUE, Math.nextDown(Double.MAX_VALUE));
        assertThat(sum.toDouble()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sum.dividedBy(3)).isEqualTo(Double.MAX_VALUE);
        assertThat(sum.dividedBy(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sumOf(-Double.MAX_VALUE, -Double.MAX_VALUE).dividedBy(2)).isEqualTo(-Double.MAX_VALUE);
    }

    @Test
    void divisionByACountBelowOneIsRefused() {
        for (long count : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sumOf(1.0).dividedBy(count))
                    .withMessage("Cannot divide an exact sum by a count below 1: " + count);
        }
    }

    @ParameterizedTest
    @EnumSource
    void orderAndMergingLeaveNoTrace(DoubleGenerator generator) {
        Seeded.check(100, random -> {
            double[] values = generator.generate(random);
            byte[] expected = Encoded.bytes(sumOf(values));

            double[] shuffled = DoubleGenerator.shuffled(random, values);
            assertThat(Encoded.bytes(sumOf(shuffled))).isEqualTo(expected);
            assertThat(Encoded.bytes(mergedInParts(random, shuffled))).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @EnumSource
    void takingBackLeavesNoTrace(DoubleGenerator generator) {
        Seeded.check(100, random -> {
            double[] kept = generator.generate(random);
            double[] takenBack = DoubleGenerator.ANY_BITS.generate(random);
            byte[] expected = Encoded.bytes(sumOf(kept));

            ExactDoubleSum oneByOne = sumOf(takenBack);
            Arrays.stream(kept).forEach(oneByOne::add);
            Arrays.stream(DoubleGenerator.shuffled(random, takenBack)).forEach(oneByOne::subtract);
            assertThat(Encoded.bytes(oneByOne)).isEqualTo(expected);

            ExactDoubleSum atOnce = sumOf(kept);
            atOnce.addAll(sumOf(takenBack));
            atOnce.toDouble();
            atOnce.subtractAll(sumOf(takenBack));
            assertThat(Encoded.bytes(atOnce)).isEqualTo(expected);
        });
    }

    @Test
    void readingBetweenAddsLeavesNoTrace() {
        Seeded.check(200, random -> {
            double[] values = DoubleGenerator.CANCELLATION.generate(random);
            ExactDoubleSum read = new ExactDoubleSum();
            for (double value : values) {
                read.add(value);
                read.toDouble();
            }
            assertThat(Encoded.bytes(read)).isEqualTo(Encoded.bytes(sumOf(values)));
        });
    }

    @Test
    void slidingWindowIsExactAtEveryStep() {
        Seeded.check(20, random -> {
            double[] values = new double[300];
            Arrays.setAll(values, i -> random.nextInt(50) == 0 ? 1e18 * random.nextDouble() : random.nextDouble());
            ExactDoubleSum window = new ExactDoubleSum();
            for (int i = 0; i < values.length; i++) {
                window.add(values[i]);
                if (i >= 10) {
                    window.subtract(values[i - 10]);
                }
                double[] inWindow = Arrays.copyOfRange(values, Math.max(0, i - 9), i + 1);
                Rational.sumOf(inWindow).assertRoundsTo(window.toDouble());
            }
        });
    }

    @Test
    void millionsOfAddsCarryExactly() {
        double allOnes = Math.nextDown(2.0);
        ExactDoubleSum sum = new ExactDoubleSum();
        int count = 3_000_000;
        for (int i = 0; i < count; i++) {
            sum.add(allOnes);
        }
        assertThat(sum.dividedBy(count)).isEqualTo(allOnes);
        sum.subtract(allOnes);
        assertThat(sum.dividedBy(count - 1)).isEqualTo(allOnes);
    }

    @Test
    void twoToThe63ValuesOfTheGreatestMagnitudeFit() {
        for (double value : new double[] {Double.MAX_VALUE, -Double.MAX_VALUE}) {
            ExactDoubleSum sum = sumOf(value);
            for (int i = 0; i < 62; i++) {
                sum.addAll(sum);
            }
            assertThat(sum.dividedBy(1L << 62)).isEqualTo(value);
            sum.addAll(sum);
            assertThat(Encoded.bytes(ExactDoubleSum.decode(Encoded.buffer(sum))))
                    .isEqualTo(Encoded.bytes(sum));
        }
    }

    @Test
    void outgrowingTheCapacityIsRefusedAndNotWrapped() {
        assertThatThrownBy(() -> {
                    ExactDoubleSum sum = sumOf(Double.MAX_VALUE);
                    for (int i = 0; i < 79; i++) {
                        sum.addAll(sum);
                    }
                    sum.toDouble();
                })
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("Cannot add to an exact sum: it outgrows 2176 bits");
    }

    @Test
    void nanMakesTheSumCanonicalNan() {
        double otherNan = Double.longBitsToDouble(0xFFF0_0000_0000_0001L);
        assertBits(sumOf(1.0, otherNan).toDouble(), CANONICAL_NAN_BITS);
        assertBits(sumOf(Double.POSITIVE_INFINITY, otherNan).dividedBy(2), CANONICAL_NAN_BITS);
        assertThat(Encoded.bytes(sumOf(otherNan))).isEqualTo(Encoded.bytes(sumOf(Double.NaN)));
    }

    @Test
    void infinitiesOfBothSignsAreNan() {
        assertBits(sumOf(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).toDouble(), CANONICAL_NAN_BITS);
        assertBits(sumOf(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).dividedBy(2), CANONICAL_NAN_BITS);
    }

    @Test
    void infinityOutlastsWhatIsFinite() {
        assertThat(sumOf(Double.POSITIVE_INFINITY, -Double.MAX_VALUE, -Double.MAX_VALUE)
                        .toDouble())
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sumOf(Double.NEGATIVE_INFINITY, 1.0).dividedBy(2)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void finiteSumBeyondTheRangeIsNotAnInfinityThatStays() {
        ExactDoubleSum sum = sumOf(Double.MAX_VALUE, Double.MAX_VALUE);
        assertThat(sum.toDouble()).isEqualTo(Double.POSITIVE_INFINITY);
        sum.add(Double.NEGATIVE_INFINITY);
        assertThat(sum.toDouble()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void nansAndInfinitiesCanBeTakenBack() {
        Seeded.check(500, random -> {
            double[] specials = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
            double[] finite = DoubleGenerator.AMOUNTS.generate(random);
            double[] takenBack = random.doubles(random.nextInt(5))
                    .map(d -> specials[(int) (3 * d)])
                    .toArray();
            ExactDoubleSum sum = sumOf(takenBack);
            sum.addAll(sumOf(finite));
            assertBits(
                    sum.toDouble(),
                    Double.doubleToLongBits(ieeeSum(takenBack, sumOf(finite).toDouble())));
            Arrays.stream(DoubleGenerator.shuffled(random, takenBack)).forEach(sum::subtract);
            assertThat(Encoded.bytes(sum)).isEqualTo(Encoded.bytes(sumOf(finite)));
        });
    }

    @Test
    void infinityTakenBackBeforeItCameIsNanUntilItComes() {
        ExactDoubleSum sum = sumOf(1.0);
        sum.subtract(Double.POSITIVE_INFINITY);
        assertThat(sum.toDouble()).isNaN();
        sum.add(Double.POSITIVE_INFINITY);
        assertThat(sum.toDouble()).isEqualTo(1.0);
    }

    @Test
    void addingASumToItselfDoublesIt() {
        ExactDoubleSum sum = sumOf(0.1, 1e300, Double.POSITIVE_INFINITY);
        sum.addAll(sum);
        assertThat(Encoded.bytes(sum))
                .isEqualTo(Encoded.bytes(
                        sumOf(0.1, 1e300, 0.1, 1e300, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)));
        sum.subtractAll(sum);
        assertThat(Encoded.bytes(sum)).isEqualTo(Encoded.bytes(new ExactDoubleSum()));
    }

    @Test
    void clearedSumIsLikeNew() {
        Seeded.check(200, random -> {
            ExactDoubleSum sum = sumOf(DoubleGenerator.ANY_BITS.generate(random));
            sum.add(Double.NaN);
            sum.clear();
            assertThat(Encoded.bytes(sum)).isEqualTo(Encoded.bytes(new ExactDoubleSum()));
            double[] values = DoubleGenerator.FEW_AND_FAR_BETWEEN.generate(random);
            Arrays.stream(values).forEach(sum::add);
            assertThat(Encoded.bytes(sum)).isEqualTo(Encoded.bytes(sumOf(values)));
        });
    }

    @Test
    void copyIsEqualAndThenApart() {
        ExactDoubleSum original = sumOf(0.1, 0.2, Double.NaN);
        ExactDoubleSum copy = sumOf(1e300, Double.NEGATIVE_INFINITY);
        copy.copyFrom(original);
        assertThat(Encoded.bytes(copy)).isEqualTo(Encoded.bytes(original));
        copy.add(1.0);
        assertThat(Encoded.bytes(original)).isEqualTo(Encoded.bytes(sumOf(0.1, 0.2, Double.NaN)));
        original.copyFrom(original);
        assertThat(Encoded.bytes(original)).isEqualTo(Encoded.bytes(sumOf(0.1, 0.2, Double.NaN)));
    }

    @Test
    void textIsTheRoundedSum() {
        assertThat(sumOf(0.1, 0.2)).hasToString("0.30000000000000004");
    }

    private static ExactDoubleSum sumOf(double... values) {
        ExactDoubleSum sum = new ExactDoubleSum();
        for (double value : values) {
            sum.add(value);
        }
        return sum;
    }

    private static ExactDoubleSum mergedInParts(SplittableRandom random, double[] values) {
        ExactDoubleSum merged = new ExactDoubleSum();
        int from = 0;
        while (from < values.length) {
            int to = random.nextInt(from, values.length) + 1;
            ExactDoubleSum part = sumOf(Arrays.copyOfRange(values, from, to));
            if (random.nextBoolean()) {
                merged.addAll(part);
            } else {
                part.addAll(merged);
                merged = part;
            }
            from = to;
        }
        return merged;
    }

    private static double ieeeSum(double[] specials, double finite) {
        double sum = finite;
        for (double special : specials) {
            sum += special;
        }
        return sum;
    }

    private static long anyCount(SplittableRandom random) {
        long[] edges = {
            1, 2, 3, (1L << 32) - 1, 1L << 32, (1L << 32) + 1, 1L << 53, (1L << 53) + 1, 1L << 62, Long.MAX_VALUE
        };
        return switch (random.nextInt(3)) {
            case 0 -> edges[random.nextInt(edges.length)];
            case 1 -> random.nextInt(1, 10_000);
            default -> random.nextLong(1, Long.MAX_VALUE) >>> random.nextInt(63) | 1;
        };
    }

    private static void assertBits(double actual, long expectedBits) {
        assertThat(Double.doubleToRawLongBits(actual)).isEqualTo(expectedBits);
    }
}
