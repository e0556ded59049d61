package dev.asof.online.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class UsualTimeTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-6);

    private final UsualTime usual = new UsualTime();

    @Test
    void theFirstTurnsMoveItMore() {
        usual.learn(1, 100);
        usual.learn(1, 10_000);
        assertThat(usual.nanosOf(1)).isEqualTo(150, CLOSE);
        usual.learn(1, 10_000);
        assertThat(usual.nanosOf(1)).isEqualTo(200, CLOSE);
    }

    @Test
    void afterManyTurnsOneMovesItByASixteenth() {
        for (int turn = 0; turn < 100_000; turn++) {
            usual.learn(1, turn % 2 == 0 ? 100 : 200);
        }
        double before = usual.nanosOf(1);
        usual.learn(1, 1_000_000_000);
        assertThat(usual.nanosOf(1)).isEqualTo(before * 17 / 16, CLOSE);
    }
}
