package dev.asof.registry.compute.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventTimesTest {
    @Test
    void theFirstAndTheLastTimeAreThoseOfTheYears0001And9999() {
        assertThat(EventTimes.MIN_MICROS).isEqualTo(-62_135_596_800_000_000L);
        assertThat(EventTimes.MAX_MICROS).isEqualTo(253_402_300_799_999_999L);
        assertThat(EventTimes.isValid(EventTimes.MIN_MICROS)).isTrue();
        assertThat(EventTimes.isValid(EventTimes.MIN_MICROS - 1)).isFalse();
        assertThat(EventTimes.isValid(EventTimes.MAX_MICROS)).isTrue();
        assertThat(EventTimes.isValid(EventTimes.MAX_MICROS + 1)).isFalse();
    }

    @Test
    void aTimeIsTheSameThereAndBack() {
        for (long micros : new long[] {EventTimes.MIN_MICROS, -1, 0, 1, 999_999, EventTimes.MAX_MICROS}) {
            assertThat(EventTimes.micros(EventTimes.instant(micros))).isEqualTo(micros);
        }
    }

    @Test
    void whatIsFinerThanAMicrosecondIsCutOffTowardsThePast() {
        assertThat(EventTimes.micros(Instant.parse("1970-01-01T00:00:00.000001999Z")))
                .isEqualTo(1);
        assertThat(EventTimes.micros(Instant.parse("1969-12-31T23:59:59.999999999Z")))
                .isEqualTo(-1);
    }
}
