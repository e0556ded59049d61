package dev.asof.online.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QueueDelayTest {
    private static final long ROW_MICROS = 100;
    private static final int ROWS_OF_10_MILLIS = 100;
    private static final int ROWS_OF_100_MILLIS = 1_000;

    private final QueueDelay delay = new QueueDelay(Duration.ofMillis(10));
    private long nowMicros;

    private void rest(long micros) {
        nowMicros += micros;
    }

    private void turn(int rows, long micros) {
        long from = nowMicros;
        nowMicros += micros;
        delay.answered(rows, TimeUnit.MICROSECONDS.toNanos(from), TimeUnit.MICROSECONDS.toNanos(nowMicros));
    }

    private boolean isTooLong(long rows) {
        return delay.isTooLong(rows, TimeUnit.MICROSECONDS.toNanos(nowMicros));
    }

    private void usual(int turns) {
        for (int i = 0; i < turns; i++) {
            turn(1, ROW_MICROS);
            rest(1_000);
        }
    }

    private void overload() {
        for (int i = 0; i < 20; i++) {
            turn(ROWS_OF_10_MILLIS, ROWS_OF_10_MILLIS * ROW_MICROS);
        }
    }

    @Test
    void moreThanATenthOfASecondIsAlwaysTooLong() {
        usual(100);
        assertThat(isTooLong(ROWS_OF_100_MILLIS / 2)).isFalse();
        assertThat(isTooLong(ROWS_OF_100_MILLIS * 2)).isTrue();
    }

    @Test
    void aPauseWithinATurnIsNoOverload() {
        usual(100);
        turn(1, 50_000);
        assertThat(isTooLong(ROWS_OF_100_MILLIS / 2)).isFalse();
    }

    @Test
    void whatPiledUpInAPauseIsNotTooLong() {
        usual(100);
        rest(60_000);
        turn(600, 600 * ROW_MICROS);
        assertThat(isTooLong(ROWS_OF_10_MILLIS * 3)).isFalse();
    }

    @Test
    void whatIsMoreThanTenMillisIsTooLongWhereTurnsStayLong() {
        usual(100);
        overload();
        assertThat(isTooLong(ROWS_OF_10_MILLIS / 2)).isFalse();
        assertThat(isTooLong(ROWS_OF_10_MILLIS * 2)).isTrue();
    }

    @Test
    void oneShortTurnEndsAnOverload() {
        usual(100);
        overload();
        turn(1, ROW_MICROS);
        assertThat(isTooLong(ROWS_OF_10_MILLIS * 2)).isFalse();
    }

    @Test
    void aRestEndsAnOverload() {
        usual(100);
        overload();
        rest(200_000);
        assertThat(isTooLong(ROWS_OF_10_MILLIS * 2)).isFalse();
    }

    @Test
    void longTurnsWithARestBetweenAreNoOverload() {
        usual(100);
        for (int i = 0; i < 20; i++) {
            turn(ROWS_OF_10_MILLIS, ROWS_OF_10_MILLIS * ROW_MICROS);
            rest(200_000);
        }
        assertThat(isTooLong(ROWS_OF_10_MILLIS * 2)).isFalse();
    }

    @Test
    void whatARowTakesIsLearntAnewWhereItChanges() {
        usual(100);
        for (int i = 0; i < 100; i++) {
            turn(1, 10 * ROW_MICROS);
            rest(1_000);
        }
        assertThat(isTooLong(ROWS_OF_100_MILLIS / 2)).isTrue();
    }
}
