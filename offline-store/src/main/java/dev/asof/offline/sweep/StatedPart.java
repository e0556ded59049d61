package dev.asof.offline.sweep;

import dev.asof.offline.table.PartStatistics;
import dev.asof.offline.table.RowSpan;
import dev.asof.offline.table.TableFile;
import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.StatedRows;
import dev.asof.registry.compute.schema.TimestampRange;
import dev.asof.registry.compute.schema.Value;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a file states of a part of it, such as a row group, or of some rows of it, and the names of its folders. It is as true as the file.
 *
 * @param rows of the part
 */
record StatedPart(TableFile file, PartStatistics statistics, RowSpan rows) implements StatedRows {
    /** More than any clock is away from UTC, and was set forward at once. */
    private static final long FURTHEST_MICROS = 2 * Micros.PER_DAY;

    /** The same of some of the rows. */
    StatedPart of(RowSpan some) {
        return new StatedPart(file, statistics, some);
    }

    @Override
    public Optional<DataType> type(String column) {
        return file.schema().find(column).stream()
                .mapToObj(index -> file.schema().field(index).type())
                .findFirst();
    }

    @Override
    public Optional<Range> range(String column) {
        OptionalLong nulls = nulls(column);
        return nulls.isEmpty()
                ? Optional.empty()
                : ends(column)
                        .filter(LongColumn.class::isInstance)
                        .map(ends -> ((LongColumn) ends).values())
                        .map(ends -> new Range(ends[0], ends[1], nulls.getAsLong()));
    }

    /** Timestamps on local clocks lie between them as instants, whatever their zone. */
    @Override
    public Optional<Column> ends(String column) {
        Optional<Column> ends = statistics.ends(column, rows);
        return isLocal(column) ? ends.map(StatedPart::widened) : ends;
    }

    private static Column widened(Column ends) {
        long[] local = ((LongColumn) ends).values();
        return new LongColumn(ends.type(), new long[] {
            TimestampRange.plus(local[0], -FURTHEST_MICROS), TimestampRange.plus(local[1], FURTHEST_MICROS)
        });
    }

    @Override
    public OptionalLong nulls(String column) {
        return statistics.nulls(column, rows);
    }

    @Override
    public Optional<Column> values(String column) {
        return isLocal(column) ? Optional.empty() : statistics.values(column);
    }

    @Override
    public boolean lacks(String column, Value value) {
        return statistics.lacks(column, value);
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
