package dev.asof.cli.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.error.AsofException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-03-01T00:00:00Z",
        "2026-03-01 12:00+01, 2026-03-01T11:00:00Z",
        "2026-03-01T12:00:00.0000019Z, 2026-03-01T12:00:00.000001Z",
        "1969-12-31T23:59:59.9999999Z, 1969-12-31T23:59:59.999999Z"
    })
    void aTimeIsReadAsCastReadsIt(String text, Instant time) {
        assertThat(TimeText.of(TimeText.parseMicros(text))).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "noon", "2026-02-30", "0000-12-31", "10000-01-01", "9223372036854775807"})
    void whatIsNoTimeOfTheYears1To9999IsRefused(String text) {
        assertThatThrownBy(() -> TimeText.parseMicros(text))
                .isInstanceOf(AsofException.class)
                .hasMessageStartingWith("Cannot read '" + text + "' as a time: write it as ");
    }
}
