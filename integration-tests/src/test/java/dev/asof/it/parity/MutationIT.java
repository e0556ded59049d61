package dev.asof.it.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.asof.it.generate.Scenario;
import dev.asof.it.generate.ScenarioGenerator;
import dev.asof.it.way.StoresWay;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Run by {@code integration-tests/mutation/run}, on a build in which one rule was changed, or none. */
@Tag("long")
class MutationIT {
    private static final int BATCH = 20;
    private static final String UNCHANGED = "nothing";

    @Test
    void aChangedRuleMovesBothStoresAlikeAndAwayFromTheOracle() {
        String mutation = System.getProperty("asof.mutation");
        assumeTrue(mutation != null, "No rule was changed: see integration-tests/mutation/run");
        Census census = new Census();
        long seed = ParityBudget.seed();
        ParityBudget budget = ParityBudget.orCases(200);
        for (int size = budget.next(BATCH); size > 0; size = budget.next(BATCH)) {
            List<Scenario> scenarios = LongStream.range(seed, seed + size)
                    .mapToObj(each -> ScenarioGenerator.scenario(each, "s" + each))
                    .toList();
            census.add(scenarios, StoresWay.inProcess().tell(scenarios));
            seed += size;
        }
        System.out.println(mutation + ": " + census.summary());
        assertThat(census.storesApart()).isZero();
        if (mutation.equals(UNCHANGED)) {
            assertThat(census.awayFromOracle()).isZero();
        } else {
            assertThat(census.awayFromOracle()).isPositive();
        }
    }
}
