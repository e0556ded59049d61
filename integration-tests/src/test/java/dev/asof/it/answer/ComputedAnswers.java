package dev.asof.it.answer;

import dev.asof.it.oracle.Answer;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** What was computed, as the oracle says it. */
public final class ComputedAnswers {
    private ComputedAnswers() {}

    /** The values of one feature as the oracle gives them. */
    public static List<Answer> of(FeatureValues values) {
        Column column = values.toColumn();
        return IntStream.range(0, values.size())
                .mapToObj(row -> new Answer(
                        Answer.Status.valueOf(values.status(row).name()),
                        Columns.object(column, row),
                        eventTime(values.eventTimeMicros(row))))
                .toList();
    }

    static OptionalLong eventTime(long micros) {
        return micros == FeatureValues.NO_EVENT ? OptionalLong.empty() : OptionalLong.of(micros);
    }
}
