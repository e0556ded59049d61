package dev.asof.offline.sweep;

import dev.asof.offline.table.TableFile;
import dev.asof.registry.compute.event.StatedRows;
import dev.asof.registry.compute.schema.DataType;
import java.util.Optional;

/** What a file's footer states of a row group. It is as true as the file. */
record RowGroupFacts(TableFile file, int rowGroup) implements StatedRows {
    @Override
    public Optional<DataType> type(String column) {
        return file.schema().find(column).stream()
                .mapToObj(index -> file.schema().field(index).type())
                .findFirst();
    }

    @Override
    public Optional<Range> range(String column) {
        return file.range(rowGroup, column).map(range -> new Range(range.min(), range.max(), range.nulls()));
    }
}
