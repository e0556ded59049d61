package dev.asof.it.parity;

import dev.asof.it.answer.Answers;
import dev.asof.it.generate.CoveragePlan;
import dev.asof.it.generate.NullPattern;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Answer;
import dev.asof.it.way.StoresWay;
import dev.asof.it.way.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Goes through the scenarios of a plan on several threads, and counts what it compared. */
final class CoverageRun {
    private static final int BATCH = 4;
    private static final int SCENARIOS_BETWEEN_SUMMARIES = 5 * BATCH;

    private final CoveragePlan plan;
    private final String scenarioFlag;
    private final CoverageMatrix matrix = new CoverageMatrix();
    private int begun;

    /** @param scenarioFlag the property that names a single scenario */
    CoverageRun(CoveragePlan plan, String scenarioFlag) {
        this.plan = plan;
        this.scenarioFlag = scenarioFlag;
    }

    CoverageMatrix matrix() {
        return matrix;
    }

    /** Until so many values were compared. */
    void run(long values, int threads) {
        List<CompletableFuture<Void>> workers = Stream.generate(
                        () -> CompletableFuture.runAsync(() -> work(values), work -> new Thread(work).start()))
                .limit(threads)
                .toList();
        workers.forEach(CompletableFuture::join);
        System.out.println(matrix.summary());
    }

    private void work(long values) {
        for (int first = next(values); first >= 0; first = next(values)) {
            compare(first);
        }
    }

    /** The number of the next scenario, -1 if there were enough. */
    private synchronized int next(long values) {
        if (matrix.compared() >= values) {
            return -1;
        }
        if (begun % SCENARIOS_BETWEEN_SUMMARIES == 0 && begun > 0) {
            System.out.println(begun + " scenarios begun, a round is " + plan.roundLength() + ": " + matrix.summary());
        }
        begun += BATCH;
        return begun - BATCH;
    }

    private void compare(int first) {
        List<Scenario> scenarios = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            scenarios.add(plan.scenario(first + i, "s" + i));
        }
        List<Way.Told> told = StoresWay.inProcess().tell(scenarios);
        for (int i = 0; i < BATCH; i++) {
            Answers oracle = Answers.ofOracle(scenarios.get(i));
            for (Way.Told path : told) {
                reportMismatches(first + i, path.answers().get(i).mismatches(scenarios.get(i), oracle, path.path()));
                count(plan.step(first + i), path.path(), path.answers().get(i), oracle);
            }
        }
    }

    private void reportMismatches(int scenario, List<Answers.Mismatch> mismatches) {
        if (!mismatches.isEmpty()) {
            System.out.println(mismatches.size() + " mismatches. Again: mvn -pl integration-tests -am verify "
                    + flags(ParityBudget.seed(), scenarioFlag, scenario) + "\n" + mismatches.getFirst());
        }
    }

    /** What repeats one scenario. */
    static String flags(long seed, String scenarioFlag, int scenario) {
        return "-Plong -Dit.test=CoverageIT -Dasof.seed=" + seed + " -D" + scenarioFlag + "=" + scenario;
    }

    private synchronized void count(CoveragePlan.Step step, String path, Answers answers, Answers oracle) {
        for (int feature = 0; feature < step.cells().size(); feature++) {
            NullPattern nulls = step.nulls(step.cells().get(feature).type());
            List<Answer> expected = oracle.byView().getFirst().get(feature);
            List<Answer> actual = answers.byView().getFirst().get(feature);
            for (int question = 0; question < expected.size(); question++) {
                matrix.add(step.cells().get(feature), nulls, path, actual.get(question), expected.get(question));
            }
        }
    }
}
