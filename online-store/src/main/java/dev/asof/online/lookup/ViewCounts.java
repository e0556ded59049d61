package dev.asof.online.lookup;

import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import java.util.concurrent.atomic.LongAdder;

/** How often values of a view were answered with each status, and how often its expressions failed. Thread-safe. */
public final class ViewCounts {
    private final LongAdder[] byStatus = new LongAdder[ValueStatus.values().length + 1];
    private final LongAdder expressionErrors = new LongAdder();

    ViewCounts() {
        for (int i = 0; i < byStatus.length; i++) {
            byStatus[i] = new LongAdder();
        }
    }

    void add(FeatureValues values) {
        if (values.areAllPresent()) {
            byStatus[ValueStatus.PRESENT.code()].add(values.size());
            return;
        }
        for (byte code : values.statusCodes()) {
            byStatus[code].increment();
        }
    }

    void addExpressionErrors(long count) {
        if (count > 0) {
            expressionErrors.add(count);
        }
    }

    /** How many values were answered with this status. */
    public long values(ValueStatus status) {
        return byStatus[status.code()].sum();
    }

    /** How often an expression failed on an event that was looked at, counted at each lookup. */
    public long expressionErrors() {
        return expressionErrors.sum();
    }
}
