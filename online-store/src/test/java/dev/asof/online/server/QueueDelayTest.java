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
    void oneShortTurnEndsNoOverload() {
        usual(100);
        overload();
        turn(1, ROW_MICROS);
        assertThat(isTooLong(ROWS_OF_10_MILLIS * 2)).isTrue();
        turn(ROWS_OF_10_MILLIS, ROWS_OF_10_MILLIS * ROW_MICROS);
        rest(95_000);
        assertThat(isTooLong(ROWS_OF_10_MILLIS * 2)).as("after a long turn").isTrue();
    }

    @Test
    void shortTurnsForATenthOfASecondEndAnOverload() {
        usual(100);
        overload();
        usual(100);
        assertThat(isTooLong(ROWS_OF_10_MILLIS * 2)).isFalse();
        turn(ROWS_OF_10_MILLIS, ROWS_OF_10_MILLIS * ROW_MICROS);
        assertThat(isTooLong(ROWS_OF_10_MILLIS * 2)).as("after one long turn").isFalse();
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

    /**
     * Lookups of one row come at even distances, and a server answers in turns what has come meanwhile.
     *
     * @param perSecond how many come
     * @param rowMicros what each takes
     * @return how many of those that come within the time are refused
     */
    private long refusedWithin(Duration time, double perSecond, long rowMicros) {
        long end = nowMicros + time.toNanos() / 1_000;
        double nextMicros = nowMicros;
        long refused = 0;
        long turnBegan = nowMicros;
        while (turnBegan < end) {
            int waiting = 0;
            for (; nextMicros <= nowMicros && nextMicros < end; nextMicros += 1e6 / perSecond) {
                if (waiting >= 16 && isTooLong(waiting)) {
                    refused++;
                } else {
                    waiting++;
                }
            }
            if (waiting == 0) {
                nowMicros = (long) Math.ceil(nextMicros);
            } else {
                turn(waiting, waiting * rowMicros);
            }
            turnBegan = nowMicros;
        }
        return refused;
    }

    @Test
    void aServerWhoseRowsTakeTwiceAsLongRefusesNothingWhileItKeepsUp() {
        refusedWithin(Duration.ofSeconds(5), 4_500, ROW_MICROS);
        assertThat(refusedWithin(Duration.ofSeconds(5), 4_500, 2 * ROW_MICROS)).isZero();
        assertThat(refusedWithin(Duration.ofSeconds(5), 4_500, ROW_MICROS)).isZero();
    }

    @Test
    void aServerWhoseRowsTakeTooLongRefusesNoMoreThanItCannotAnswer() {
        refusedWithin(Duration.ofSeconds(5), 8_000, ROW_MICROS);
        assertThat(refusedWithin(Duration.ofSeconds(1), 8_000, 2 * ROW_MICROS))
                .as("of 8,000, of which 5,000 can be answered")
                .isBetween(1_500L, 3_100L);
        assertThat(refusedWithin(Duration.ofSeconds(10), 8_000, 2 * ROW_MICROS))
                .as("of 80,000, of which 50,000 can be answered")
                .isBetween(29_000L, 30_500L);
    }

    @Test
    void aServerWhoseRowsTakeAsLongAsBeforeAnswersAllAgainWithinATenthOfASecond() {
        refusedWithin(Duration.ofSeconds(5), 8_000, 2 * ROW_MICROS);
        refusedWithin(Duration.ofMillis(100), 8_000, ROW_MICROS);
        assertThat(refusedWithin(Duration.ofSeconds(5), 8_000, ROW_MICROS)).isZero();
    }
}
