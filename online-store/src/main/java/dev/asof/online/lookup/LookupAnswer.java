package dev.asof.online.lookup;

import dev.asof.registry.compute.value.FeatureValues;
import java.util.List;

/**
 * The values asked for, all from one snapshot.
 *
 * @param times the times that were used, none empty, one per row
 * @param values per feature of the selection its values, one per asking row
 */
public record LookupAnswer(ResolvedSelection selection, QuestionTimes times, List<FeatureValues> values) {

    public LookupAnswer {
        values = List.copyOf(values);
    }
}
