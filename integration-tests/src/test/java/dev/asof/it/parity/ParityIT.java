package dev.asof.it.parity;

import org.junit.jupiter.api.Test;

/** The stores against the oracle: real files, a real RocksDB, restarts, an archive. */
class ParityIT {
    private static final int BATCH = 50;

    @Test
    void theOfflineEngineAgreesWithTheOracleInEveryBit() {
        run(new OfflineWay(), 500);
    }

    @Test
    void bothStoresAgreeWithTheOracleInEveryBit() {
        run(new StoresWay(), 400);
    }

    private static void run(Way way, int usualCases) {
        ParityRun run = new ParityRun(way);
        run.run(ParityBudget.seed(), BATCH, ParityBudget.orCases(usualCases));
        System.out.println(run.summary());
    }
}
