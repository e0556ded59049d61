package dev.asof.it.parity;

import dev.asof.it.way.ComputeWay;
import org.junit.jupiter.api.Test;

/** The computation that both stores share, against the oracle. */
class ParityTest {
    private static final int BATCH = 50;

    @Test
    void computeAgreesWithTheOracleInEveryBit() {
        ParityRun run = new ParityRun(new ComputeWay());
        run.run(ParityBudget.seed(), BATCH, ParityBudget.orCases(3_000));
        System.out.println(run.summary());
    }
}
