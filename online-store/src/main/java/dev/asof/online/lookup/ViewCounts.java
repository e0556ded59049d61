package dev.asof.online.lookup;

import dev.asof.registry.compute.program.ExpressionErrors;
import dev.asof.registry.compute.program.FeatureSpec;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often values of a view were answered with each status, and how often its expressions failed. Thread-safe. */
public final class ViewCounts {
    private final LongAdder[] byStatus = new LongAdder[ValueStatus.values().length + 1];
    private final LongAdder filterErrors = new LongAdder();
    private final Map<String, LongAdder> featureErrors = new ConcurrentHashMap<>();

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
        filterErrors.reset();
        featureErrors.clear();
    }

    boolean isAny() {
        for (LongAdder each : byStatus) {
            if (each.sum() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Adds what failed in a lookup of some features. */
    void add(ExpressionErrors errors, List<FeatureSpec> features) {
        if (errors.total() > 0) {
            filterErrors.add(errors.filter());
            for (int i = 0; i < features.size(); i++) {
                addErrors(features.get(i).name(), errors.features()[i]);
            }
        }
    }

    void addErrors(String feature, long count) {
        if (count > 0) {
            featureErrors.computeIfAbsent(feature, each -> new LongAdder()).add(count);
        }
    }

    /** How many values were answered with this status. */
    public long values(ValueStatus status) {
        return byStatus[status.code()].sum();
    }

    /** How often the view's filter failed on an event that was looked at, counted at each lookup. */
    public long filterErrors() {
        return filterErrors.sum();
    }

    /** The same of the expressions of each feature of which any failed, by name. */
    public Map<String, Long> featureErrors() {
        Map<String, Long> counts = new TreeMap<>();
        featureErrors.forEach((feature, count) -> counts.put(feature, count.sum()));
        return counts;
    }
}
