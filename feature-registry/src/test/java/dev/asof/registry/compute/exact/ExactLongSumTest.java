package dev.asof.registry.compute.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactLongSumTest {
    private static final long[] EDGES = {
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1,
        -1L << 53,
        -1,
        0,
        1,
        255,
        1L << 32,
        (1L << 53) - 1,
        1L << 53,
        (1L << 53) + 1,
        Long.MAX_VALUE - 1,
        Long.MAX_VALUE
    };

    @Test
    void sumOfNothingIsZero() {
        assertThat(new ExactLongSum().toLong()).isZero();
        assertThat(Double.doubleToRawLongBits(new ExactLongSum().dividedBy(7))).isZero();
    }

    @Test
    void sumIsWhatBigIntegerSays() {
        Seeded.check(5000, random -> {
            long[] values = anyValues(random);
            ExactLongSum sum = sumOf(values);
            BigInteger expected = bigSumOf(values);
            assertThat(sum).hasToString(expected.toString());
            assertThat(sum.fitsInLong()).isEqualTo(expected.bitLength() < 64);
            if (sum.fitsInLong()) {
                assertThat(sum.toLong()).isEqualTo(expected.longValueExact());
            }
        });
    }

    @Test
    void sumOutOfRangeComesBackIntoIt() {
        ExactLongSum sum = sumOf(Long.MAX_VALUE, 1);
        assertThat(sum.fitsInLong()).isFalse();
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(sum::toLong)
                .withMessage("Cannot read an exact sum as a long: 9223372036854775808");
        sum.subtract(1);
        assertThat(sum.toLong()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void averageIsTheNearestDouble() {
        Seeded.check(5000, random -> {
            long[] values = anyValues(random);
            long count = random.nextLong(1, Long.MAX_VALUE) >>> random.nextInt(63) | 1;
            Rational.of(bigSumOf(values))
                    .dividedBy(count)
                    .assertRoundsTo(sumOf(values).dividedBy(count));
        });
    }

    @Test
    void averageHalfwayBetweenDoublesGoesToTheEvenOne() {
        Seeded.check(3000, random -> {
            long halfway = random.nextLong(1L << 53, 1L << 54) | 1;
            int count = random.nextInt(1, 70);
            long[] values = LongStream.concat(
                            LongStream.generate(() -> halfway).limit(count), LongStream.of(random.nextInt(-1, 2)))
                    .toArray();
            Rational.of(bigSumOf(values))
                    .dividedBy(count)
                    .assertRoundsTo(sumOf(values).dividedBy(count));
        });
    }

    @Test
    void averageOfTheExtremesOf128BitsIsRight() {
        for (long extreme : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
            ExactLongSum sum = sumOf(extreme);
            for (int i = 0; i < 62; i++) {
                sum.addAll(sum);
            }
            assertThat(sum.dividedBy(1L << 62)).isEqualTo((double) extreme);
            assertThat(sum.dividedBy(1)).isEqualTo(Math.scalb((double) extreme, 62));
        }
        assertThat(sumOf(Long.MIN_VALUE, Long.MIN_VALUE).dividedBy(1)).isEqualTo(-0x1p64);
        ExactLongSum least = sumOf(Long.MIN_VALUE);
        for (int i = 0; i < 64; i++) {
            least.addAll(least);
        }
        assertThat(least.dividedBy(1)).isEqualTo(-0x1p127);
        assertThat(Encoded.hex(least)).isEqualTo("01 10 80 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00");
    }

    @Test
    void divisionByACountBelowOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sumOf(1).dividedBy(0))
                .withMessage("Cannot divide an exact sum by a count below 1: 0");
    }

    @Test
    void outgrowing128BitsIsRefusedAndChangesNothing() {
        ExactLongSum sum = sumOf(Long.MIN_VALUE);
        for (int i = 0; i < 64; i++) {
            sum.addAll(sum);
        }
        String before = sum.toString();
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> sum.add(-1))
                .withMessage("Cannot add to an exact sum: it outgrows 128 bits");
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> sum.subtract(1));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> sum.addAll(sum));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> new ExactLongSum().subtractAll(sum));
        assertThat(sum).hasToString(before);
    }

    @Test
    void orderAndMergingLeaveNoTrace() {
        Seeded.check(2000, random -> {
            long[] values = anyValues(random);
            int cut = random.nextInt(values.length + 1);
            ExactLongSum merged = sumOf(Arrays.copyOfRange(values, cut, values.length));
            merged.addAll(sumOf(Arrays.copyOf(values, cut)));
            assertThat(Encoded.hex(merged)).isEqualTo(Encoded.hex(sumOf(values)));
        });
    }

    @Test
    void takingBackLeavesNoTrace() {
        Seeded.check(2000, random -> {
            long[] kept = anyValues(random);
            long[] takenBack = anyValues(random);
            ExactLongSum oneByOne = sumOf(takenBack);
            Arrays.stream(kept).forEach(oneByOne::add);
            Arrays.stream(takenBack).forEach(oneByOne::subtract);
            assertThat(Encoded.hex(oneByOne)).isEqualTo(Encoded.hex(sumOf(kept)));

            ExactLongSum atOnce = sumOf(kept);
            atOnce.subtractAll(sumOf(takenBack));
            atOnce.addAll(sumOf(takenBack));
            assertThat(Encoded.hex(atOnce)).isEqualTo(Encoded.hex(sumOf(kept)));
        });
    }

    @Test
    void clearedSumIsZeroAndCopyIsEqual() {
        ExactLongSum sum = sumOf(Long.MAX_VALUE, Long.MAX_VALUE);
        ExactLongSum copy = new ExactLongSum();
        copy.copyFrom(sum);
        sum.clear();
        assertThat(sum).hasToString("0");
        assertThat(copy).hasToString("18446744073709551614");
    }

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of(new long[] {}, "01 00"),
                Arguments.of(new long[] {1}, "01 01 01"),
                Arguments.of(new long[] {-1}, "01 01 ff"),
                Arguments.of(new long[] {127}, "01 01 7f"),
                Arguments.of(new long[] {128}, "01 02 00 80"),
                Arguments.of(new long[] {-128}, "01 01 80"),
                Arguments.of(new long[] {-129}, "01 02 ff 7f"),
                Arguments.of(new long[] {Long.MAX_VALUE}, "01 08 7f ff ff ff ff ff ff ff"),
                Arguments.of(new long[] {Long.MAX_VALUE, 1}, "01 09 00 80 00 00 00 00 00 00 00"),
                Arguments.of(new long[] {Long.MIN_VALUE, -1}, "01 09 ff 7f ff ff ff ff ff ff ff"));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void bytesAreWhatTheGrammarSays(long[] values, String hex) {
        assertThat(Encoded.hex(sumOf(values))).isEqualTo(hex);
        ByteBuffer in = Encoded.ofHex(hex + " aa");
        assertThat(ExactLongSum.decode(in)).hasToString(bigSumOf(values).toString());
        assertThat(in.remaining()).isEqualTo(1);
    }

    @Test
    void decodedSumIsTheSum() {
        Seeded.check(3000, random -> {
            ExactLongSum sum = sumOf(anyValues(random));
            for (int i = random.nextInt(50); i > 0; i--) {
                sum.addAll(sum);
            }
            assertThat(ExactLongSum.decode(ByteBuffer.wrap(Encoded.bytes(sum)))).hasToString(sum.toString());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "02 00",
                "01 01",
                "01 01 00",
                "01 02 00 7f",
                "01 02 ff 80",
                "01 02 01",
                "01 11 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
                "01 ff 01"
            })
    void malformedBytesAreRefused(String hex) {
        ByteBuffer bytes = Encoded.ofHex(hex);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExactLongSum.decode(bytes))
                .withMessageStartingWith("Cannot decode an exact sum: ");
        assertThat(bytes.position()).isZero();
    }

    private static long[] anyValues(SplittableRandom random) {
        return LongStream.generate(() -> switch (random.nextInt(3)) {
                    case 0 -> EDGES[random.nextInt(EDGES.length)];
                    case 1 -> random.nextInt(-1000, 1000);
                    default -> random.nextLong() >> random.nextInt(64);
                })
                .limit(random.nextInt(30))
                .toArray();
    }

    private static ExactLongSum sumOf(long... values) {
        ExactLongSum sum = new ExactLongSum();
        Arrays.stream(values).forEach(sum::add);
        return sum;
    }

    private static BigInteger bigSumOf(long... values) {
        return Arrays.stream(values).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
