package dev.asof.it.parity;

import dev.asof.it.answer.Answers;
import dev.asof.it.generate.DefinitionText;
import dev.asof.it.generate.Scenario;
import dev.asof.it.generate.ScenarioGenerator;
import dev.asof.it.oracle.Answer;
import dev.asof.it.way.Way;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Sends scenarios one way and compares its answers with the oracle's, until enough or until one is wrong. */
final class ParityRun {
    private static final int SHRINKING_ATTEMPTS = 300;

    private final Way way;
    private final Repetition repetition;
    private final Map<Answer.Status, Long> valuesByStatus = new EnumMap<>(Answer.Status.class);
    private final TreeSet<String> paths = new TreeSet<>();
    private long scenarios;
    private long values;

    /** How to do again what failed. */
    @FunctionalInterface
    interface Repetition {
        /** The flags that repeat so many scenarios. */
        String flags(long firstSeed, int cases);
    }

    ParityRun(Way way) {
        this(
                way,
                (seed, cases) ->
                        "-Dtest=ParityTest -Dit.test=ParityIT -Dasof.seed=" + seed + " -Dasof.parity.cases=" + cases);
    }

    ParityRun(Way way, Repetition repetition) {
        this.way = way;
        this.repetition = repetition;
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

    void compare(List<Scenario> drawn) {
        List<Way.Told> told = told(drawn);
        for (int i = 0; i < drawn.size(); i++) {
            Scenario scenario = drawn.get(i);
            Answers expected = Answers.ofOracle(scenario);
            List<Answers.Mismatch> mismatches = new ArrayList<>();
            for (Way.Told each : told) {
                paths.add(each.path());
                mismatches.addAll(each.answers().get(i).mismatches(scenario, expected, each.path()));
            }
            if (!mismatches.isEmpty()) {
                throw new AssertionError(report(scenario, mismatches));
            }
            count(expected);
        }
    }

    private List<Way.Told> told(List<Scenario> drawn) {
        try {
            return way.tell(drawn);
        } catch (RuntimeException e) {
            long seed = drawn.getFirst().seed();
            throw new AssertionError(
                    "One of the seeds from " + seed + " on failed. " + reproduction(seed, drawn.size()), e);
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
        StringBuilder text = new StringBuilder("\n" + mismatches.size() + " mismatches of seed " + scenario.seed()
                + ". " + reproduction(scenario.seed(), 1) + "\n\n" + mismatches.getFirst() + "\n\nMade smaller:\n\n"
                + DefinitionText.of(small, source -> "data/" + source.name()) + "\nquestion " + small.questions()
                + "\nloads " + small.loads()
                + "\nrows\n");
        small.rows().forEach(row -> text.append("  ").append(row).append('\n'));
        for (Way.Told told : way.tell(List.of(small))) {
            told.answers()
                    .getFirst()
                    .mismatches(small, Answers.ofOracle(small), told.path())
                    .forEach(mismatch -> text.append('\n').append(mismatch));
        }
        return text.toString();
    }

    private String reproduction(long seed, int cases) {
        return "Again: mvn -pl integration-tests -am verify " + repetition.flags(seed, cases);
    }

    /** What was compared. */
    String summary() {
        return String.join(", ", paths) + ": " + scenarios + " scenarios, " + values
                + " values compared with the oracle, 0 mismatches; " + valuesByStatus;
    }
}
