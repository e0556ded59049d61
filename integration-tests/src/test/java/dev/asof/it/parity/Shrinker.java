package dev.asof.it.parity;

import dev.asof.it.answer.Answers;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.View;
import dev.asof.it.way.Way;
import java.util.ArrayList;
import java.util.List;

/** Makes a scenario smaller for as long as a way still gets an answer wrong. */
final class Shrinker {
    private final Way way;
    private int attempts;

    /** @param attempts how often the way may be asked */
    Shrinker(Way way, int attempts) {
        this.way = way;
        this.attempts = attempts;
    }

    /** @param mismatch one of the scenario, to which its views and questions are reduced first */
    Scenario shrink(Scenario scenario, Answers.Mismatch mismatch) {
        Scenario smaller = scenario.withQuestions(List.of(mismatch.question()));
        if (mismatch.view().isPresent()) {
            smaller = withFewerViews(smaller, mismatch.view().get(), mismatch.feature());
        }
        for (int size = Math.max(1, smaller.rows().size() / 2); size > 0; size /= 2) {
            smaller = withoutRuns(smaller, size);
        }
        return smaller;
    }

    private Scenario withFewerViews(Scenario scenario, Scenario.NamedView named, int feature) {
        View view = named.view();
        Scenario smaller = orElse(scenario.withViews(List.of(named)), scenario);
        View of = new View(
                view.sources(),
                view.keyColumns(),
                view.where(),
                List.of(view.features().get(feature)));
        return orElse(smaller.withViews(List.of(new Scenario.NamedView(named.name(), named.version(), of))), smaller);
    }

    private Scenario withoutRuns(Scenario scenario, int size) {
        Scenario smaller = scenario;
        int from = 0;
        while (from < smaller.rows().size()) {
            List<Row> rows = new ArrayList<>(smaller.rows());
            rows.subList(from, Math.min(rows.size(), from + size)).clear();
            Scenario candidate = smaller.withRows(rows);
            if (isWrong(candidate)) {
                smaller = candidate;
            } else {
                from += size;
            }
        }
        return smaller;
    }

    private Scenario orElse(Scenario candidate, Scenario otherwise) {
        return isWrong(candidate) ? candidate : otherwise;
    }

    private boolean isWrong(Scenario scenario) {
        if (attempts-- <= 0) {
            return false;
        }
        Answers expected = Answers.ofOracle(scenario);
        return way.tell(List.of(scenario)).stream()
                .anyMatch(told -> !told.answers()
                        .getFirst()
                        .mismatches(scenario, expected, told.path())
                        .isEmpty());
    }
}
