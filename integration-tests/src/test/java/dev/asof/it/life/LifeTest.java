package dev.asof.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.it.TemporaryFolder;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to a store, in whatever order: each event that was acknowledged stands once, nobody who was erased comes back, and no value
 * is wrong. {@code -Dasof.lives} says how many stores, {@code -Dasof.steps} how much happens to each, {@code -Dasof.seed} which is the first.
 */
class LifeTest {
    private static final int LIVES = 2;
    private static final int STEPS = 30;

    @Test
    void whateverHappensEachEventStandsOnceAndNoValueIsWrong() {
        long seed = Long.getLong("asof.seed", 1);
        int lives = Integer.getInteger("asof.lives", LIVES);
        int steps = Integer.getInteger("asof.steps", STEPS);
        long values = 0;
        long kills = 0;
        for (int i = 0; i < lives; i++) {
            try (TemporaryFolder folder = TemporaryFolder.create();
                    Life life = new Life(folder.path(), seed + i)) {
                values += live(life, steps, seed + i);
                kills += life.store().kills();
            }
        }
        assertThat(values).as("values that were compared").isPositive();
        System.out.println(lives + " stores, " + steps + " steps each, " + kills + " killed processes: " + values
                + " values compared with the oracle, 0 mismatches");
    }

    private static long live(Life life, int steps, long seed) {
        Examination examination = new Examination(life);
        try {
            examination.ofAnswers();
            for (int i = 0; i < steps; i++) {
                life.next();
                examination.ofAnswers();
                if (life.dice().chance(10)) {
                    examination.ofFiles();
                }
                if (life.dice().chance(3)) {
                    examination.ofTrainingSets();
                }
            }
            examination.ofFiles();
            examination.ofTrainingSets();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "Seed " + seed + ", -Dasof.steps=" + steps + ": " + e.getMessage() + "\n"
                            + String.join("\n", life.log()) + "\n" + life.truth(),
                    e);
        }
        return examination.values();
    }
}
