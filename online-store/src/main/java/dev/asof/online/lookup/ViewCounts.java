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
            addPresent(values.size());
        } else {
            add(values.statusCodes(), 0, values.size());
        }
    }

    void addPresent(int count) {
        byStatus[ValueStatus.PRESENT.code()].add(count);
    }

    /** Adds the statuses of these codes. */
    void add(byte[] codes, int from, int to) {
        for (int i = from; i < to; i++) {
            byStatus[codes[i]].increment();
        }
    }

    /** Begins anew. */
    void reset() {
        for (LongAdder each : byStatus) {
            each.reset();
        }
        expressionErrors.reset();
    }

    boolean isAny() {
        for (LongAdder each : byStatus) {
            if (each.sum() > 0) {
                return true;
            }
        }
        return false;
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
