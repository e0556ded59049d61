package dev.asof.offline.dataset;

import dev.asof.offline.sweep.ViewAnswers;
import dev.asof.offline.sweep.Workers;
import dev.asof.registry.plan.Derivation;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.plan.RequestValues;
import java.util.ArrayList;
import java.util.List;

/** Computes the features that are made of other features, some rows after others, on all threads. */
final class DerivedValues {
    private static final int ROWS_AT_ONCE = 1 << 16;

    private DerivedValues() {}

    /** The values of the plan's features, all of them computed. */
    static Derivation of(
            FeaturePlan plan, List<ViewAnswers> answers, RequestValues request, int rows, Workers workers) {
        Derivation derivation =
                plan.derivation(answers.stream().map(ViewAnswers::values).toList(), request, rows);
        if (!derivation.isEmpty()) {
            List<Runnable> tasks = new ArrayList<>();
            for (long from = 0; from < rows; from += ROWS_AT_ONCE) {
                int first = (int) from;
                int last = (int) Math.min(rows, from + ROWS_AT_ONCE);
                tasks.add(() -> derivation.answer(first, last));
            }
            workers.run(tasks);
        }
        return derivation;
    }
}
