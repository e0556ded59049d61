package dev.asof.offline.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RadixSortTest {
    private static final int[] SIZES = {0, 1, 2, 8_191, 8_192, 30_000};

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, 0xFFFF_0000_0000_FFFFL, 3, 0, 0x7FF0_0000_0000_0000L})
    void sortsNumbersOfAllKinds(long mask) {
        for (int size : SIZES) {
            long[] values = random(size, bits -> bits & mask);
            long[] expected = values.clone();
            Arrays.sort(expected);
            assertThat(RadixSort.sort(values)).isEqualTo(expected);
        }
    }

    @Test
    void sortsDoublesAsTheirComparisonDoes() {
        double[] special = {0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -1.5, 1.5};
        for (int size : SIZES) {
            double[] values = LongStream.of(random(size, bits -> bits))
                    .mapToDouble(bits -> bits % 3 == 0
                            ? special[(int) Math.floorMod(bits, (long) special.length)]
                            : Double.longBitsToDouble(bits))
                    .toArray();
            double[] expected = values.clone();
            Arrays.sort(expected);
            RadixSort.sort(values);
            assertThat(Arrays.equals(values, expected)).isTrue();
        }
    }

    private static long[] random(int size, LongUnaryOperator change) {
        SplittableRandom random = new SplittableRandom(size);
        return random.longs(size).map(change).toArray();
    }
}
