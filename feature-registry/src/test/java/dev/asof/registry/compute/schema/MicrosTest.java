package dev.asof.registry.compute.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MicrosTest {
    @Test
    void aTimeIsTheSameThereAndBack() {
        for (long micros : new long[] {-62_135_596_800_000_000L, -1, 0, 1, 999_999, 253_402_300_799_999_999L}) {
            assertThat(Micros.of(Micros.instant(micros))).isEqualTo(micros);
        }
    }

    @Test
    void whatIsFinerThanAMicrosecondIsCutOffTowardsThePast() {
        assertThat(Micros.of(Instant.parse("1970-01-01T00:00:00.000001999Z"))).isEqualTo(1);
        assertThat(Micros.of(Instant.parse("1969-12-31T23:59:59.999999999Z"))).isEqualTo(-1);
    }
}
