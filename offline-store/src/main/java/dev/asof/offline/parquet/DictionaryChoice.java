package dev.asof.offline.parquet;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Whether a dictionary is worth a try for the numbers of a column: not where a sample says that most of them differ. */
final class DictionaryChoice {
    private static final int SAMPLES = 1_000;
    private static final int MOST_DIFFERENT = 900;

    private DictionaryChoice() {}

    static boolean paysFor(Column column) {
        if (column.size() < SAMPLES) {
            return true;
        }
        return switch (column) {
            case LongColumn longs -> isFew(sample(column).mapToLong(row -> longs.values()[row]));
            case DoubleColumn doubles ->
                isFew(sample(column).mapToLong(row -> Double.doubleToRawLongBits(doubles.values()[row])));
            case BytesColumn bytes -> true;
        };
    }

    /** Rows at equal distances. */
    private static IntStream sample(Column column) {
        int step = column.size() / SAMPLES;
        return IntStream.range(0, SAMPLES).map(i -> i * step);
    }

    private static boolean isFew(LongStream sampled) {
        return sampled.distinct().count() <= MOST_DIFFERENT;
    }
}
