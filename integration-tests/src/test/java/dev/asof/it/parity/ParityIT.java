package dev.asof.it.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.it.online.RemoteServer;
import dev.asof.it.way.OfflineWay;
import dev.asof.it.way.StoresWay;
import dev.asof.it.way.Way;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stores against the oracle: real files, a real RocksDB, restarts, an archive. */
class ParityIT {
    private static final int BATCH = 50;
    private static final int KILLED_BATCH = 60;
    private static final int KILLS_PER_BATCH = 6;

    @Test
    void theOfflineEngineAgreesWithTheOracleInEveryBit() {
        run(new OfflineWay(), 500);
    }

    @Test
    void bothStoresAgreeWithTheOracleInEveryBit() {
        run(StoresWay.inProcess(), 400);
    }

    @Test
    void killedServersAgreeWithTheOracleInEveryBit() {
        List<RemoteServer> servers = new ArrayList<>();
        ParityRun run = new ParityRun(new StoresWay((repository, registry, dice) -> {
            servers.add(new RemoteServer(repository.repository().root(), dice, KILLS_PER_BATCH));
            return servers.getLast();
        }));
        run.run(ParityBudget.seed(), KILLED_BATCH, ParityBudget.orCases(KILLED_BATCH));
        int kills = servers.stream().mapToInt(RemoteServer::kills).sum();
        int brokenCalls = servers.stream().mapToInt(RemoteServer::brokenCalls).sum();
        System.out.println(run.summary() + "; " + kills + " times SIGKILL, " + brokenCalls + " calls made again");
        assertThat(kills).isPositive();
    }

    private static void run(Way way, int usualCases) {
        ParityRun run = new ParityRun(way);
        run.run(ParityBudget.seed(), BATCH, ParityBudget.orCases(usualCases));
        System.out.println(run.summary());
    }
}
