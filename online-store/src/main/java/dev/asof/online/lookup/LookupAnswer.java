package dev.asof.online.lookup;

import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.plan.RequestValues;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values asked for, all of what was accepted by one time. One thread's. */
public final class LookupAnswer {
    private final ResolvedSelection selection;
    private final QuestionTimes times;
    private final @Nullable LookupPlan plan;
    private final @Nullable PackedAnswers packed;
    private @Nullable List<FeatureValues> values;

    /**
     * @param times the times that were used, none empty, one per row
     * @param values per feature of the selection its values, one per asking row
     */
    public LookupAnswer(ResolvedSelection selection, QuestionTimes times, List<FeatureValues> values) {
        this.selection = selection;
        this.times = times;
        this.values = List.copyOf(values);
        this.plan = null;
        this.packed = null;
    }

    /** @param packed the answers to the one row that there is */
    LookupAnswer(LookupPlan plan, QuestionTimes times, PackedAnswers packed) {
        this.selection = plan.selection();
        this.times = times;
        this.plan = plan;
        this.packed = packed;
    }

    public ResolvedSelection selection() {
        return selection;
    }

    /** The times that were used, none empty, one per row. */
    public QuestionTimes times() {
        return times;
    }

    /** Per feature of the selection its values, one per asking row. */
    public List<FeatureValues> values() {
        List<FeatureValues> known = values;
        if (known == null) {
            known = unpacked();
            values = known;
        }
        return known;
    }

    private List<FeatureValues> unpacked() {
        if (plan == null || packed == null) {
            throw new IllegalStateException("An answer without values");
        }
        List<List<FeatureValues>> ofViews = plan.newValues(1);
        packed.unpack(ofViews, 0);
        RequestValues none = (name, from, to) -> {
            throw new IllegalStateException("Nothing is computed from " + name);
        };
        return selection.plan().derivation(ofViews, none, 1).values();
    }

    /** The answers as they are kept, where they are the answer to the one row that there is. */
    public Optional<KeptRow> keptRow() {
        return plan == null || packed == null
                ? Optional.empty()
                : Optional.of(new KeptRow(packed, plan.packedPositions()));
    }
}
