package dev.asof.it.parity;

import org.junit.jupiter.api.Test;

/** The computation that both stores share, against the oracle. */
class ParityTest {

    @Test
    void computeAgreesWithTheOracleInEveryBit() {
        ParityRun run = new ParityRun(new ComputeWay());
        run.run(ParityOptions.seed(), 1, ParityOptions.untilDone(1, 3_000));
        System.out.println(run.summary());
    }
}
