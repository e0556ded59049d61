package dev.asof.offline.sweep;

import dev.asof.registry.compute.program.ExpressionErrors;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.List;

/**
 * What a sweep answered.
 *
 * @param views per view that was asked, in that order, its answers
 * @param files what was found in each file of each source
 */
public record SweepResult(List<ViewAnswers> views, List<FileReport> files) {

    public SweepResult {
        views = List.copyOf(views);
        files = List.copyOf(files);
    }

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
}
