package dev.asof.registry.plan;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The values of a plan's features for some rows: those of views as they were answered, and those computed from them.
 * Threads may answer different rows at the same time.
 */
public final class Derivation {
    private final List<PlannedFeature> features;
    private final List<Step> steps;
    private final List<List<FeatureValues>> ofViews;
    private final RequestValues request;
    private final List<FeatureValues> ofSteps;
    private final AtomicLongArray errors;

    Derivation(
            List<PlannedFeature> features,
            List<Step> steps,
            List<List<FeatureValues>> ofViews,
            RequestValues request,
            int rows) {
        this.features = features;
        this.steps = steps;
        this.ofViews = ofViews;
        this.request = request;
        this.ofSteps = steps.stream()
                .map(step -> new FeatureValues(step.program().type(), rows))
                .toList();
        this.errors = new AtomicLongArray(steps.size());
    }

    /** Whether there is anything to compute. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Computes the rows from {@code from} to {@code to}, exclusive; each row has to be computed once. */
    public void answer(int from, int to) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            List<Column> inputs =
                    step.inputs().stream().map(input -> column(input, from, to)).toList();
            ColumnBatch batch = new ColumnBatch(step.program().reads(), inputs, to - from);
            errors.addAndGet(i, step.program().answer(batch, from, ofSteps.get(i)));
        }
    }

    private Column column(Step.Input input, int from, int to) {
        return switch (input) {
            case Step.Input.Request(String column) -> request.column(column, from, to);
            case Step.Input.OfView(int view, int index) ->
                ofViews.get(view).get(index).toColumn(from, to);
            case Step.Input.OfStep(int step) -> ofSteps.get(step).toColumn(from, to);
        };
    }

    /** Per feature of the plan its values, once all rows are answered. */
    public List<FeatureValues> values() {
        List<FeatureValues> values = new ArrayList<>(features.size());
        for (PlannedFeature feature : features) {
            values.add(valuesOf(feature));
        }
        return values;
    }

    private FeatureValues valuesOf(PlannedFeature feature) {
        return switch (feature) {
            case PlannedFeature.OfView of -> ofViews.get(of.view()).get(of.index());
            case PlannedFeature.Derived derived -> ofSteps.get(derived.step());
        };
    }

    /** In how many rows the expression of a derived feature failed on its data so far. */
    public long errors(PlannedFeature.Derived feature) {
        return errors.get(feature.step());
    }
}
