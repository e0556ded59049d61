package dev.asof.online.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LineBudgetTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LineBudget budget = new LineBudget(2, 0);

    @Test
    void soManyAreLoggedInASecondAndTheRestIsToldOnce() {
        assertThat(budget.take(1)).isTrue();
        assertThat(budget.take(2)).isTrue();
        assertThat(budget.take(3)).isFalse();
        assertThat(budget.take(4)).isFalse();
        assertThat(budget.leftOut(5)).isZero();
        assertThat(budget.leftOut(SECOND)).isEqualTo(2);
        assertThat(budget.leftOut(SECOND)).isZero();
        assertThat(budget.take(SECOND)).isTrue();
    }

    @Test
    void nothingIsToldWhereNothingWasLeftOut() {
        assertThat(budget.take(1)).isTrue();
        assertThat(budget.leftOut(2 * SECOND)).isZero();
    }
}
