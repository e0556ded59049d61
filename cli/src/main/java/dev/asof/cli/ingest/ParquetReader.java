package dev.asof.cli.ingest;

import dev.asof.cli.parquet.RowGroups;
import dev.asof.offline.parquet.ParquetColumn;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a Parquet file with the types that they have there. */
final class ParquetReader implements EventReader {
    private final RowGroups rowGroups;
    private @Nullable ColumnBatch rows;
    private int nextRow;
    private long done;

    /** @throws dev.asof.registry.error.AsofException if the file has a column that the source hasn't */
    ParquetReader(Path path, SourceColumns columns) {
        ParquetFile file = ParquetFile.open(path);
        List<String> names = file.columns().stream().map(ParquetColumn::name).toList();
        names.forEach(column -> columns.indexOf(column, path.toString()));
        this.rowGroups = new RowGroups(List.of(file), names);
    }

    @Override
    public Optional<EventBatch> next() {
        while (rows == null || nextRow == rows.rowCount()) {
            Optional<ColumnBatch> next = rowGroups.next();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            rows = next.get();
            nextRow = 0;
        }
        return Optional.of(take(rows));
    }

    private EventBatch take(ColumnBatch from) {
        int size = Math.min(BatchBuilder.MOST_EVENTS, from.rowCount() - nextRow);
        int[] chosen = IntStream.range(nextRow, nextRow + size).toArray();
        long[] places = LongStream.rangeClosed(done + 1, done + size).toArray();
        nextRow += size;
        done += size;
        return new EventBatch(from.gather(chosen), places);
    }

    @Override
    public void close() {
        rowGroups.close();
    }
}
