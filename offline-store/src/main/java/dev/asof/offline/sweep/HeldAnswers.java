package dev.asof.offline.sweep;

import dev.asof.registry.compute.program.ExpressionErrors;
import dev.asof.registry.compute.program.FeatureSpec;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.Timelines;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.List;

/** All answers of one view in memory. */
final class HeldAnswers implements ViewTarget {
    private final List<FeatureValues> values;
    private final EntityPartitions.PartitionedRows rows;
    private ExpressionErrors errors;

    HeldAnswers(ViewQuestions view, EntityPartitions.PartitionedRows rows) {
        this.values = room(view, view.size());
        this.rows = rows;
        this.errors = ExpressionErrors.none(values.size());
    }

    /** Room for the values of each feature of a view. */
    static List<FeatureValues> room(ViewQuestions view, int rowCount) {
        List<FeatureValues> values = new ArrayList<>();
        for (FeatureSpec feature : view.program().features()) {
            values.add(new FeatureValues(feature.type(), rowCount));
        }
        return values;
    }

    @Override
    public void answer(int partition, Timelines timelines, Questions asked) {
        int[] targets = new int[asked.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = rows.rows()[rows.starts()[partition] + asked.target()[i]];
        }
        timelines.answer(
                new Questions(asked.entity(), asked.asOf(), asked.knownAt(), asked.acceptedBy(), targets),
                0,
                targets.length,
                values);
        add(timelines.expressionErrors());
    }

    private synchronized void add(ExpressionErrors more) {
        errors = errors.plus(more);
    }

    @Override
    public synchronized ViewAnswers window(int number, Workers workers) {
        return new ViewAnswers(values, errors);
    }
}
