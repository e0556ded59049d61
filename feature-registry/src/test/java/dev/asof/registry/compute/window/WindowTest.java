package dev.asof.registry.compute.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WindowTest {
    private static final long AS_OF = 1_000_000;

    @Test
    void eventAtWindowStartIsExcludedAndAtItsEndIncluded() {
        TimeRule rule = new TimeRule(0, Closed.RIGHT);
        assertThat(new Window.Sliding(100).earliest(rule, AS_OF)).isEqualTo(AS_OF - 99);
        assertThat(rule.latestVisible(AS_OF)).isEqualTo(AS_OF);
    }

    @Test
    void closedLeftIncludesTheStartAndExcludesTheEnd() {
        TimeRule rule = new TimeRule(0, Closed.LEFT);
        assertThat(new Window.Sliding(100).earliest(rule, AS_OF)).isEqualTo(AS_OF - 100);
        assertThat(rule.latestVisible(AS_OF)).isEqualTo(AS_OF - 1);
    }

    @Test
    void delayMovesBothEnds() {
        TimeRule rule = new TimeRule(10, Closed.RIGHT);
        assertThat(new Window.Sliding(100).earliest(rule, AS_OF)).isEqualTo(AS_OF - 109);
        assertThat(rule.latestVisible(AS_OF)).isEqualTo(AS_OF - 10);
    }

    @Test
    void timesSaturateAtTheEndOfTheRange() {
        TimeRule rule = new TimeRule(10, Closed.LEFT);
        assertThat(rule.anchor(Long.MIN_VALUE + 3)).isEqualTo(Long.MIN_VALUE);
        assertThat(rule.latestVisible(Long.MIN_VALUE + 3)).isEqualTo(Long.MIN_VALUE);
        assertThat(new Window.Sliding(100).earliest(rule, Long.MIN_VALUE + 50)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void unboundedHasNoStart() {
        assertThat(new Window.Unbounded().earliest(new TimeRule(5, Closed.LEFT), AS_OF))
                .isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void emptyWindowsAndNegativeDelaysCannotBeConstructed() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Window.Sliding(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeRule(-1, Closed.RIGHT));
    }
}
