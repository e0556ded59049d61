package dev.asof.registry.compute.program;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;

/**
 * What one feature reads of the events.
 *
 * @param filter which events pass the filters of the view and of the feature; the failures are of the feature's own
 * @param columns the columns of its expressions, one entry an event
 * @param errorCount the failures of its expressions, its own filter among them
 */
record FeatureInput(FilterOutcome filter, Column[] columns, long errorCount) {

    static FeatureInput of(FeatureSpec feature, ColumnBatch kept, FilterOutcome viewFilter) {
        FilterOutcome filter = viewFilter.and(FilterOutcome.of(feature.where(), kept));
        Column[] columns = new Column[feature.inputs().size()];
        long errorCount = filter.errorCount();
        for (int i = 0; i < columns.length; i++) {
            Evaluation evaluation = feature.inputs().get(i).evaluate(kept);
            columns[i] = evaluation.column();
            errorCount += evaluation.errorCount();
        }
        return new FeatureInput(filter, columns, errorCount);
    }

    /** Whether the filters of the view and of the feature are TRUE on the event. */
    boolean passes(int event) {
        boolean[] passes = filter.passes();
        return passes == null || passes[event];
    }
}
