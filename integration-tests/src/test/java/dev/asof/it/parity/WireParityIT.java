package dev.asof.it.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.it.answer.Answers;
import dev.asof.it.generate.CoveragePlan;
import dev.asof.it.generate.Scenario;
import dev.asof.it.online.LoopbackServer;
import dev.asof.it.oracle.Answer;
import dev.asof.it.way.StoresWay;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events of every type sent over gRPC, and the values of every function of every type answered over it. */
class WireParityIT {

    @Test
    void everyFunctionOfEveryTypeCrossesTheWireInEveryBit() {
        CoveragePlan plan = CoveragePlan.ofEachInput(ParityBudget.seed());
        List<Scenario> scenarios = IntStream.range(0, plan.roundLength())
                .mapToObj(number -> plan.scenario(number, "s" + number))
                .toList();
        ParityRun run = new ParityRun(
                new StoresWay((repository, registry, dice) -> new LoopbackServer(repository.repository(), registry)),
                (seed, cases) -> "-Dit.test=WireParityIT -Dasof.seed=" + ParityBudget.seed());
        run.compare(scenarios);
        System.out.println("gRPC: " + run.summary());
        assertThat(neverPresent(plan, scenarios)).isEmpty();
    }

    /** The features of which no value crossed. */
    private static List<String> neverPresent(CoveragePlan plan, List<Scenario> scenarios) {
        List<String> missing = new ArrayList<>();
        for (int number = 0; number < scenarios.size(); number++) {
            List<List<Answer>> features =
                    Answers.ofOracle(scenarios.get(number)).byView().getFirst();
            for (int feature = 0; feature < features.size(); feature++) {
                if (features.get(feature).stream().noneMatch(answer -> answer.status() == Answer.Status.PRESENT)) {
                    missing.add(plan.step(number).cells().get(feature).toString());
                }
            }
        }
        return missing;
    }
}
