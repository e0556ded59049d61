package dev.asof.registry.compute.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeBucketsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 1",
        "1000, 3",
        "1000, 5000",
        "536870912, 1",
        "1073741824, 1",
        "1073741825, 1",
        "2147483639, 1",
        "2147483639, 3",
        "2147483639, 1000000007",
        "2147483639, 2147483639"
    })
    void anArrayHasRoomForAllBuckets(int rows, int entityCount) {
        int bits = TimeBuckets.bucketBits(rows, entityCount, rows == 0 ? 0 : Long.SIZE);

        long buckets = (long) entityCount << bits;
        assertThat(bits).isBetween(0, Integer.SIZE - 2);
        assertThat(buckets).isLessThan(Integer.MAX_VALUE);
        assertThat(buckets).isBetween(entityCount < rows ? rows / 4L : 1, Math.max(entityCount, 2L * rows));
    }
}
