package dev.asof.registry.compute.event;

import static org.assertj.core.api.Assertions.assertThat;

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
}
