package dev.asof.offline.sweep;

import dev.asof.offline.table.TableFile;
import dev.asof.registry.compute.event.StatedRows;
import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.TimestampRange;
import java.util.Optional;

/** What a file's footer states of a row group, and the names of its folders. It is as true as the file. */
record RowGroupFacts(TableFile file, int rowGroup) implements StatedRows {
    /** More than any clock is away from UTC, and was set forward at once. */
    private static final long FURTHEST_MICROS = 2 * 86_400_000_000L;

    @Override
    public Optional<DataType> type(String column) {
        return file.schema().find(column).stream()
                .mapToObj(index -> file.schema().field(index).type())
                .findFirst();
    }

    /** Timestamps on local clocks lie in it as instants, whatever their zone. */
    @Override
    public Optional<Range> range(String column) {
        long off = isLocal(column) ? FURTHEST_MICROS : 0;
        return file.range(rowGroup, column)
                .map(range -> off == 0
                        ? new Range(range.min(), range.max(), range.nulls())
                        : new Range(
                                TimestampRange.plus(range.min(), -off),
                                TimestampRange.plus(range.max(), off),
                                range.nulls()));
    }

    @Override
    public Optional<Column> constant(String column) {
        return file.constant(column);
    }

    private boolean isLocal(String column) {
        return file.schema().find(column).stream()
                .anyMatch(index -> file.schema().field(index).clock() == Clock.LOCAL);
    }
}
