package dev.asof.it.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.it.answer.Answers;
import dev.asof.it.generate.Dice;
import dev.asof.it.generate.Scenario;
import dev.asof.it.generate.ScenarioGenerator;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.View;
import dev.asof.it.way.ComputeWay;
import dev.asof.it.way.OfflineWay;
import dev.asof.it.way.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In which source a row lies makes no difference, where several that promise the same feed a view. */
class UnionParityTest {
    private static final int COMPUTED = 60;
    private static final int OF_FILES = 12;

    @Test
    void movingRowsBetweenSourcesThatPromiseTheSameChangesNoValue() {
        compare(new ComputeWay(), COMPUTED);
    }

    @Test
    void movingRowsBetweenTheFilesOfSourcesChangesNoValue() {
        compare(new OfflineWay(), OF_FILES);
    }

    /** The oracle is asked about one source that has all the rows. */
    private static void compare(Way way, int cases) {
        long values = 0;
        for (long seed = ParityBudget.seed(); seed < ParityBudget.seed() + cases; seed++) {
            Scenario whole = ofOneSource(ScenarioGenerator.scenario(seed, "whole"));
            Answers expected = Answers.ofOracle(whole);
            Scenario split = split(whole, new Dice(seed));
            Answers answers = way.tell(List.of(split)).getFirst().answers().getFirst();
            assertThat(answers.mismatches(whole, expected, "split"))
                    .as("seed " + seed)
                    .isEmpty();
            values += answers.count();
        }
        assertThat(values).isPositive();
    }

    private static Scenario ofOneSource(Scenario drawn) {
        List<Row> rows =
                drawn.rows().stream().map(row -> row.of(drawn.source().name())).toList();
        return with(drawn, List.of(drawn.source()), "drop", rows);
    }

    /** Each row in any of three sources; rows that are accepted together stay together. */
    private static Scenario split(Scenario whole, Dice dice) {
        List<Source> sources = new ArrayList<>(List.of(whole.source()));
        sources.add(named(whole.source(), "a_second"));
        sources.add(named(whole.source(), "z_third"));
        List<Row> rows = new ArrayList<>();
        whole.rows().stream().map(Row::acceptedAt).distinct().forEach(acceptance -> {
            String source = dice.oneOf(sources).name();
            whole.rows().stream()
                    .filter(row -> row.acceptedAt() == acceptance)
                    .forEach(row -> rows.add(row.of(source)));
        });
        return with(whole, dice.shuffled(sources), "drop", rows);
    }

    private static Source named(Source source, String name) {
        return new Source(
                name,
                source.columns(),
                source.undeclared(),
                source.eventTime(),
                source.arrivalTime(),
                source.uniqueKey(),
                source.tieBreak(),
                source.retracted(),
                source.correctableForMicros(),
                source.zone());
    }

    private static Scenario with(Scenario scenario, List<Source> sources, String onViolation, List<Row> rows) {
        return new Scenario(
                scenario.seed(),
                scenario.name(),
                scenario.keys(),
                sources,
                scenario.format(),
                scenario.storedTypes(),
                onViolation,
                scenario.views().stream().map(view -> over(view, sources)).toList(),
                rows,
                scenario.loads(),
                scenario.questions(),
                new Scenario.Joined(scenario.joined().roled().map(view -> over(view, sources)), Optional.empty()));
    }

    private static Scenario.NamedView over(Scenario.NamedView named, List<Source> sources) {
        View view = named.view();
        return new Scenario.NamedView(
                named.name(), named.version(), new View(sources, view.keyColumns(), view.where(), view.features()));
    }
}
