package dev.asof.cli.verify;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The values of one feature for some questions.
 *
 * @param values null where there is none
 * @param eventTimes for a {@code latest} feature the time of the event, {@link FeatureValues#NO_EVENT} for none; otherwise
 *     empty
 */
public record Series(Column values, List<ValueStatus> statuses, long[] eventTimes) {

    public Series {
        statuses = List.copyOf(statuses);
    }

    /** What a computation gave. */
    public static Series of(FeatureValues values) {
        List<ValueStatus> statuses =
                IntStream.range(0, values.size()).mapToObj(values::status).toList();
        long[] eventTimes = IntStream.range(0, values.size())
                .mapToLong(values::eventTimeMicros)
                .toArray();
        return new Series(values.toColumn(), statuses, eventTimes);
    }

    /** The number of questions. */
    public int size() {
        return statuses.size();
    }
}
