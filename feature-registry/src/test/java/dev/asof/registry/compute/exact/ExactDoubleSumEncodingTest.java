package dev.asof.registry.compute.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExactDoubleSumEncodingTest {

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of(new double[] {}, "01 00"),
                Arguments.of(new double[] {-0.0}, "01 00"),
                Arguments.of(new double[] {5.0, -5.0}, "01 00"),
                // 2^1074 units: bit 2 of byte 134.
                Arguments.of(new double[] {1.0}, "01 01 00 86 00 01 04"),
                Arguments.of(new double[] {-1.0}, "01 03 00 86 00 01 04"),
                Arguments.of(new double[] {100.25}, "01 01 00 86 00 02 01 91"),
                Arguments.of(new double[] {Double.MIN_VALUE}, "01 01 00 00 00 01 01"),
                Arguments.of(new double[] {Double.MAX_VALUE}, "01 01 00 ff 00 08 03 ff ff ff ff ff ff e0"),
                Arguments.of(
                        new double[] {Double.MAX_VALUE, Double.MAX_VALUE}, "01 01 00 ff 00 08 07 ff ff ff ff ff ff c0"),
                Arguments.of(new double[] {0.1, 0.2}, "01 01 00 7f 00 08 01 33 33 33 33 33 33 38"),
                Arguments.of(
                        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, -1.0},
                        "01 07 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 00"
                                + " 00 86 00 01 04"),
                Arguments.of(
                        new double[] {Double.NEGATIVE_INFINITY},
                        "01 04 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01"));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void bytesAreWhatTheGrammarSays(double[] values, String hex) {
        assertThat(Encoded.hex(sumOf(values))).isEqualTo(hex);
        assertThat(Encoded.hex(ExactDoubleSum.decode(Encoded.ofHex(hex)))).isEqualTo(hex);
    }

    @ParameterizedTest
    @EnumSource
    void decodedSumIsTheSum(DoubleGenerator generator) {
        Seeded.check(100, random -> {
            ExactDoubleSum sum = sumOf(generator.generate(random));
            ExactDoubleSum decoded = ExactDoubleSum.decode(Encoded.buffer(sum));
            assertThat(decoded.toDouble()).isEqualTo(sum.toDouble());
            assertThat(Encoded.bytes(decoded)).isEqualTo(Encoded.bytes(sum));
        });
    }

    @ParameterizedTest
    @EnumSource
    void addingAnEncodedSumIsAddingTheSum(DoubleGenerator generator) {
        Seeded.check(100, random -> {
            double[] values = generator.generate(random);
            ExactDoubleSum part = sumOf(DoubleGenerator.CANCELLATION.generate(random));
            ExactDoubleSum expected = sumOf(values);
            expected.addAll(part);
            ExactDoubleSum actual = sumOf(values);
            actual.addEncoded(Encoded.buffer(part));
            assertThat(Encoded.bytes(actual)).isEqualTo(Encoded.bytes(expected));
        });
    }

    @Test
    void manyEncodedSumsAddExactly() {
        ExactDoubleSum part = sumOf(Math.nextDown(2.0), -1e-30);
        ExactDoubleSum sum = new ExactDoubleSum();
        for (int i = 0; i < 5000; i++) {
            sum.addEncoded(Encoded.buffer(part));
        }
        assertThat(sum.dividedBy(5000)).isEqualTo(part.toDouble());
    }

    @Test
    void amountsTakeFewBytes() {
        Seeded.check(100, random -> {
            ExactDoubleSum sum = sumOf(DoubleGenerator.AMOUNTS.generate(random));
            assertThat(sum.encodedBytes()).isLessThanOrEqualTo(16);
        });
    }

    @Test
    void sumsStandOneBehindAnotherInWhateverByteOrder() {
        ByteBuffer buffer = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        ExactDoubleSum first = sumOf(0.1, Double.NaN);
        ExactDoubleSum second = sumOf(1e-300, -7);
        first.encode(buffer);
        assertThat(buffer.position()).isEqualTo(first.encodedBytes());
        second.encode(buffer);
        buffer.flip();
        assertThat(Encoded.hex(ExactDoubleSum.decode(buffer))).isEqualTo(Encoded.hex(first));
        assertThat(Encoded.hex(ExactDoubleSum.decode(buffer))).isEqualTo(Encoded.hex(second));
        assertThat(buffer.hasRemaining()).isFalse();
        assertThat(buffer.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void encodingIntoTooLittleRoomIsRefused() {
        ByteBuffer small = ByteBuffer.allocate(6);
        assertThatExceptionOfType(BufferOverflowException.class)
                .isThrownBy(() -> sumOf(0.1).encode(small));
        assertThat(small.position()).isZero();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("", "its bytes end early, after 0"),
                Arguments.of("01", "its bytes end early, after 1"),
                Arguments.of("00 00", "version 0 is not 1"),
                Arguments.of("ff 00", "version 255 is not 1"),
                Arguments.of("01 08", "its parts are 0x8"),
                Arguments.of("01 02", "its parts are 0x2"),
                Arguments.of("01 06", "its parts are 0x6"),
                Arguments.of("01 01 00 86 00", "its bytes end early, after 5"),
                Arguments.of("01 01 00 86 00 02 04", "its bytes end early, after 7"),
                Arguments.of("01 01 00 86 00 00", "0 bytes from byte 134 are none, or more than the 272 there are"),
                Arguments.of(
                        "01 01 01 0f 00 02 01 01", "2 bytes from byte 271 are none, or more than the 272 there are"),
                Arguments.of(
                        "01 01 ff ff ff ff 01", "65535 bytes from byte 65535 are none, or more than the 272 there are"),
                Arguments.of("01 01 00 86 00 02 00 04", "the magnitude begins or ends with a zero byte"),
                Arguments.of("01 01 00 86 00 02 04 00", "the magnitude begins or ends with a zero byte"),
                Arguments.of("01 04 00 00 00 00 00 00 00 00", "its bytes end early, after 10"),
                Arguments.of("01 04" + " 00".repeat(24), "its counts of NaNs and infinities are all 0"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedBytesAreRefusedAndChangeNothing(String hex, String reason) {
        ByteBuffer bytes = hex.isEmpty() ? ByteBuffer.allocate(0) : Encoded.ofHex(hex);
        ExactDoubleSum sum = sumOf(0.5, Double.NaN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sum.addEncoded(bytes))
                .withMessage("Cannot decode an exact sum: " + reason);
        assertThat(bytes.position()).isZero();
        assertThat(Encoded.hex(sum)).isEqualTo(Encoded.hex(sumOf(0.5, Double.NaN)));
    }

    @Test
    void malformedMagnitudeBehindGoodCountsChangesNothing() {
        ExactDoubleSum sum = sumOf(0.5);
        ByteBuffer bytes = Encoded.ofHex("01 05" + " 01".repeat(24) + " 00 86 00 01 00");
        assertThatIllegalArgumentException().isThrownBy(() -> sum.addEncoded(bytes));
        assertThat(Encoded.hex(sum)).isEqualTo(Encoded.hex(sumOf(0.5)));
    }

    @Test
    void bytesThatAreAcceptedAreTheOnlyOnesOfTheirSum() {
        Seeded.check(20_000, random -> {
            byte[] bytes = Encoded.bytes(sumOf(DoubleGenerator.FEW_AND_FAR_BETWEEN.generate(random)));
            for (int i = random.nextInt(3); i >= 0; i--) {
                bytes[random.nextInt(Math.min(8, bytes.length))] = (byte) (1 << random.nextInt(9));
            }
            ByteBuffer in = ByteBuffer.wrap(bytes, 0, random.nextInt(bytes.length + 1));
            ExactDoubleSum decoded;
            try {
                decoded = ExactDoubleSum.decode(in);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("Cannot decode an exact sum: ");
                return;
            }
            assertThat(Encoded.bytes(decoded)).isEqualTo(Arrays.copyOf(bytes, in.position()));
        });
    }

    private static ExactDoubleSum sumOf(double... values) {
        ExactDoubleSum sum = new ExactDoubleSum();
        Arrays.stream(values).forEach(sum::add);
        return sum;
    }
}
