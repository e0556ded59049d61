package dev.asof.registry.compute.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
    private static final TimeRule RIGHT = new TimeRule(0, Closed.RIGHT);
    private static final TimeRule LEFT = new TimeRule(0, Closed.LEFT);

    @ParameterizedTest
    @CsvSource({"100,60", "99,50", "109,60", "110,70", "35,-10", "40,0", "30,-10", "29,-20"})
    void theStartIsRoundedDownAlsoBeforeTheEpoch(long asOf, long start) {
        Window window = new Window.Sliding(40, 10);
        assertThat(window.earliest(LEFT, asOf)).isEqualTo(start);
        assertThat(window.earliest(RIGHT, asOf)).isEqualTo(start + 1);
    }

    @Test
    void theAnchorDecidesAndNotTheTimeAskedAbout() {
        assertThat(new Window.Sliding(40, 10).earliest(new TimeRule(7, Closed.LEFT), 105))
                .isEqualTo(50);
    }

    @Test
    void theStartStaysWithinTheRangeOfTimes() {
        Window window = new Window.Sliding(Long.MAX_VALUE, Long.MAX_VALUE);
        assertThat(window.earliest(LEFT, -5)).isEqualTo(Long.MIN_VALUE);
        assertThat(window.earliest(RIGHT, -5)).isEqualTo(Long.MIN_VALUE);
    }
}
