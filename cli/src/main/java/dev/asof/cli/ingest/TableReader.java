package dev.asof.cli.ingest;

import dev.asof.offline.table.ConsecutiveRows;
import dev.asof.offline.table.TableColumn;
import dev.asof.offline.table.TableFile;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a file with the types that they have there. */
final class TableReader implements EventReader {
    private final ConsecutiveRows all;
    private @Nullable ColumnBatch rows;
    private int nextRow;
    private long done;

    /** @throws dev.asof.registry.error.AsofException if the file has a column that the source hasn't */
    TableReader(TableFile file, SourceColumns columns) {
        List<String> names = file.columns().stream().map(TableColumn::name).toList();
        names.forEach(column -> columns.indexOf(column, file.path().toString()));
        this.all = new ConsecutiveRows(List.of(file), names);
    }

    @Override
    public Optional<EventBatch> next() {
        while (rows == null || nextRow == rows.rowCount()) {
            Optional<ColumnBatch> next = all.next();
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
        long[] places = LongStream.range(done, done + size).toArray();
        nextRow += size;
        done += size;
        return new EventBatch(from.gather(chosen), places);
    }

    @Override
    public void close() {
        all.close();
    }
}
