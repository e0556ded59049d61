package dev.asof.registry.compute.program;

import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.Scratch;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which events pass a filter, and how often it failed.
 *
 * @param passes per event whether the filter is TRUE; null where there is no filter and all pass
 */
record FilterOutcome(boolean @Nullable [] passes, long errorCount) {
    private static final FilterOutcome ALL_PASS = new FilterOutcome(null, 0);

    static FilterOutcome of(Optional<Expression> condition, ColumnBatch kept, Scratch scratch) {
        if (condition.isEmpty()) {
            return ALL_PASS;
        }
        Evaluation evaluation = condition.get().evaluate(kept, scratch);
        LongColumn truth = (LongColumn) evaluation.column();
        boolean[] passes = new boolean[kept.rowCount()];
        for (int event = 0; event < passes.length; event++) {
            passes[event] = !truth.isNull(event) && truth.values()[event] != 0;
        }
        return new FilterOutcome(passes, evaluation.errorCount());
    }

    /** Every event but those that take themselves back: such a version stands, and is no event to any feature. */
    static FilterOutcome notRetracted(EventOrder order, ColumnBatch kept) {
        if (!order.hasRetractions()) {
            return ALL_PASS;
        }
        boolean[] passes = new boolean[kept.rowCount()];
        for (int event = 0; event < passes.length; event++) {
            passes[event] = !order.isRetraction(kept, event);
        }
        return new FilterOutcome(passes, 0);
    }

    /** What passes this filter and the other; the failures are the other's. */
    FilterOutcome and(FilterOutcome other) {
        if (passes == null || other.passes == null) {
            return new FilterOutcome(passes == null ? other.passes : passes, other.errorCount);
        }
        boolean[] both = passes.clone();
        for (int event = 0; event < both.length; event++) {
            both[event] &= other.passes[event];
        }
        return new FilterOutcome(both, other.errorCount);
    }
}
