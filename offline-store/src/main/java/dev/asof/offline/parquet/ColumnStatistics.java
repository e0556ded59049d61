package dev.asof.offline.parquet;

import dev.asof.offline.parquet.decode.ColumnFormat;
import dev.asof.offline.parquet.decode.LongConversion;
import dev.asof.offline.table.LongRange;
import java.util.Optional;
import org.apache.parquet.column.statistics.BooleanStatistics;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;

/** What the footer states of a column's values. */
final class ColumnStatistics {
    private ColumnStatistics() {}

    /** The range of a column of the long lane; empty where nothing, or nothing that can be, is stated. */
    static Optional<LongRange> range(ColumnFormat.Readable format, Statistics<?> statistics) {
        if (statistics == null || !statistics.hasNonNullValue() || !statistics.isNumNullsSet()) {
            return Optional.empty();
        }
        return switch (statistics) {
            case IntStatistics ints -> range(format, ints.getMin(), ints.getMax(), ints.getNumNulls());
            case LongStatistics longs -> range(format, longs.getMin(), longs.getMax(), longs.getNumNulls());
            case BooleanStatistics bools ->
                range(format, bools.getMin() ? 1 : 0, bools.getMax() ? 1 : 0, bools.getNumNulls());
            default -> Optional.empty();
        };
    }

    /** All conversions keep the order, so the ends of the range are those of the converted values. */
    private static Optional<LongRange> range(ColumnFormat.Readable format, long min, long max, long nulls) {
        long[] ends = {min, max};
        LongConversion.toType(format.encoding(), ends, 0, ends.length);
        if (ends[0] > ends[1]) {
            return Optional.empty();
        }
        return Optional.of(new LongRange(ends[0], ends[1], nulls));
    }
}
