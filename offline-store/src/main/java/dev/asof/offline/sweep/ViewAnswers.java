package dev.asof.offline.sweep;

import dev.asof.registry.compute.program.ExpressionErrors;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.List;

/**
 * The answers of one view.
 *
 * @param values per feature of the program the values, one a question
 * @param errors how often the expressions failed on the events of the entities asked about
 */
public record ViewAnswers(List<FeatureValues> values, ExpressionErrors errors) {
    public ViewAnswers {
        values = List.copyOf(values);
    }
}
