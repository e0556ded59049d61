package dev.asof.it.parity;

import dev.asof.it.generate.DefinitionText;
import dev.asof.it.generate.Scenario;
import dev.asof.it.generate.ScenarioGenerator;
import dev.asof.it.oracle.Answer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Sends scenarios one way and compares its answers with the oracle's, until enough or until one is wrong. */
final class ParityRun {
    private static final int SHRINKING_ATTEMPTS = 300;

    private final Way way;
    private final Map<Answer.Status, Long> valuesByStatus = new EnumMap<>(Answer.Status.class);
    private long scenarios;
    private long values;

    ParityRun(Way way) {
        this.way = way;
    }

    /**
     * @param firstSeed the seed of the first scenario, from which the others count up
     * @param batch how many scenarios the way gets at a time
     */
    void run(long firstSeed, int batch, ParityBudget budget) {
        long seed = firstSeed;
        for (int size = budget.next(batch); size > 0; size = budget.next(batch)) {
            List<Scenario> drawn = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                drawn.add(ScenarioGenerator.scenario(seed++, "s" + i));
            }
            compare(drawn);
        }
    }

    private void compare(List<Scenario> drawn) {
        List<Answers> answered = answered(drawn);
        for (int i = 0; i < drawn.size(); i++) {
            Scenario scenario = drawn.get(i);
            Answers expected = Answers.ofOracle(scenario);
            List<Answers.Mismatch> mismatches = answered.get(i).mismatches(scenario, expected, way.name());
            if (!mismatches.isEmpty()) {
                throw new AssertionError(report(scenario, mismatches));
            }
            count(expected);
        }
    }

    private List<Answers> answered(List<Scenario> drawn) {
        try {
            return way.answer(drawn);
        } catch (RuntimeException e) {
            throw new AssertionError(
                    way.name() + " failed on one of the seeds "
                            + drawn.getFirst().seed() + " to " + drawn.getLast().seed() + ". "
                            + reproduction(drawn.getFirst().seed(), drawn.size()),
                    e);
        }
    }

    private void count(Answers answers) {
        scenarios++;
        answers.byView().stream().flatMap(List::stream).flatMap(List::stream).forEach(answer -> {
            values++;
            valuesByStatus.merge(answer.status(), 1L, Long::sum);
        });
    }

    private String report(Scenario scenario, List<Answers.Mismatch> mismatches) {
        Scenario small = new Shrinker(way, SHRINKING_ATTEMPTS).shrink(scenario, mismatches.getFirst());
        StringBuilder text =
                new StringBuilder("\n" + mismatches.size() + " mismatches of seed " + scenario.seed() + ". "
                        + reproduction(scenario.seed(), 1) + "\n\n" + mismatches.getFirst() + "\n\nMade smaller:\n\n"
                        + DefinitionText.of(small, "data") + "\nquestion " + small.questions() + "\nrows\n");
        small.rows().forEach(row -> text.append("  ").append(row).append('\n'));
        Answers answers = way.answer(List.of(small)).getFirst();
        answers.mismatches(small, Answers.ofOracle(small), way.name())
                .forEach(mismatch -> text.append('\n').append(mismatch));
        return text.toString();
    }

    private String reproduction(long seed, int cases) {
        return "Again: mvn -pl integration-tests -am verify -Dtest=ParityTest -Dit.test=ParityIT -Dasof.seed=" + seed
                + " -Dasof.parity.cases=" + cases;
    }

    /** What was compared. */
    String summary() {
        return way.name() + ": " + scenarios + " scenarios, " + values + " values compared, 0 mismatches; "
                + valuesByStatus;
    }
}
