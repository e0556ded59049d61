package dev.asof.it.answer;

import dev.asof.cli.client.Answer.FeatureColumn;
import dev.asof.it.oracle.Answer;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.List;
import java.util.stream.IntStream;

/** What came over the wire, as the oracle says it. */
public final class WireAnswers {
    private WireAnswers() {}

    /** Per feature of the answer, one for each asking row. */
    public static List<List<Answer>> of(dev.asof.cli.client.Answer answer) {
        return answer.features().stream().map(WireAnswers::of).toList();
    }

    private static List<Answer> of(FeatureColumn feature) {
        return IntStream.range(0, feature.statuses().size())
                .mapToObj(row -> new Answer(
                        Answer.Status.valueOf(feature.statuses().get(row).name()),
                        Columns.object(feature.values(), row),
                        ComputedAnswers.eventTime(
                                feature.eventTimes().length == 0 ? FeatureValues.NO_EVENT : feature.eventTimes()[row])))
                .toList();
    }
}
