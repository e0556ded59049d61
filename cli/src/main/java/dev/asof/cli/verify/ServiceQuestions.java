package dev.asof.cli.verify;

import dev.asof.cli.context.TimeText;
import dev.asof.registry.compute.event.ValueText;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Questions to a feature service, one a row; times are microseconds since the epoch.
 *
 * @param keys all key columns and request columns of the service, typed
 * @param acceptedBy {@link dev.asof.registry.compute.program.Questions#NO_BOUND} for no bound
 */
public record ServiceQuestions(ColumnBatch keys, long[] asOf, long[] knownAt, long[] acceptedBy) {

    /** The number of questions. */
    public int size() {
        return asOf.length;
    }

    /** The questions {@code [from, to)}. */
    public ServiceQuestions slice(int from, int to) {
        return new ServiceQuestions(
                keys.gather(IntStream.range(from, to).toArray()),
                Arrays.copyOfRange(asOf, from, to),
                Arrays.copyOfRange(knownAt, from, to),
                Arrays.copyOfRange(acceptedBy, from, to));
    }

    /** The key columns of these names, in that order. */
    public ColumnBatch keysOf(List<String> names) {
        int[] indexes = names.stream().mapToInt(keys.schema()::indexOf).toArray();
        return keys.project(indexes);
    }

    /** A question for people. */
    public String describe(int row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < keys.schema().size(); i++) {
            text.append(keys.schema().field(i).name())
                    .append('=')
                    .append(ValueText.of(keys.column(i), row))
                    .append(' ');
        }
        text.append("as of ").append(TimeText.of(asOf[row]));
        if (knownAt[row] != asOf[row]) {
            text.append(", known at ").append(TimeText.of(knownAt[row]));
        }
        return text.toString();
    }
}
