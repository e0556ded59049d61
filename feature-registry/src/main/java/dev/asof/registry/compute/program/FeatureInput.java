package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.Scratch;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * What one feature reads of the events.
 *
 * @param filter which events pass the filters of the view and of the feature; the failures are of the feature's own
 * @param values the events' times and the columns of its expressions
 * @param errorCount the failures of its expressions, its own filter among them
 */
record FeatureInput(FilterOutcome filter, AggregateInput values, long errorCount) {

    static FeatureInput of(
            FeatureSpec feature, ColumnBatch kept, long[] timeMicros, FilterOutcome viewFilter, Scratch scratch) {
        FilterOutcome filter = viewFilter.and(FilterOutcome.of(feature.where(), kept, scratch));
        List<Column> columns = new ArrayList<>();
        long errorCount = filter.errorCount();
        for (Expression expression : feature.inputs()) {
            Evaluation evaluation = expression.evaluateToKeep(kept, scratch);
            columns.add(evaluation.column());
            errorCount += evaluation.errorCount();
        }
        return new FeatureInput(filter, new AggregateInput(timeMicros, columns), errorCount);
    }

    /** Per feature the first with its filter and its inputs; itself where none is before it. */
    static int[] firstReadingAs(List<FeatureSpec> features) {
        int[] first = new int[features.size()];
        for (int i = 0; i < first.length; i++) {
            FeatureSpec feature = features.get(i);
            int at = 0;
            while (!(features.get(at).where().equals(feature.where())
                    && features.get(at).inputs().equals(feature.inputs()))) {
                at++;
            }
            first[i] = at;
        }
        return first;
    }

    /** Whether every event passes, as where there is no filter. */
    boolean allPass() {
        return filter.passes() == null;
    }

    /** Whether the filters of the view and of the feature are TRUE on the event. */
    boolean passes(int event) {
        boolean[] passes = filter.passes();
        return passes == null || passes[event];
    }
}
