package dev.asof.offline.sweep;

import dev.asof.registry.compute.program.ExpressionErrors;
import dev.asof.registry.compute.program.FeatureSpec;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.Timelines;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.List;

/** Where the answers of one view go. Thread-safe as long as no two threads answer the same question. */
final class ViewTarget {
    private final List<FeatureValues> values = new ArrayList<>();
    private ExpressionErrors errors;

    ViewTarget(ViewQuestions view) {
        for (FeatureSpec feature : view.program().features()) {
            values.add(new FeatureValues(feature.type(), view.size()));
        }
        this.errors = ExpressionErrors.none(values.size());
    }

    void answer(Timelines timelines, Questions asked) {
        timelines.answer(asked, 0, asked.size(), values);
        add(timelines.expressionErrors());
    }

    private synchronized void add(ExpressionErrors more) {
        errors = errors.plus(more);
    }

    synchronized ViewAnswers answers() {
        return new ViewAnswers(values, errors);
    }
}
