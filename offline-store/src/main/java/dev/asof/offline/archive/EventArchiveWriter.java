package dev.asof.offline.archive;

import dev.asof.offline.parquet.ParquetOutput;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes accepted events to files of the archive. Thread-safe, as long as no two threads write one file. */
public final class EventArchiveWriter {

    /**
     * Writes a file that is complete and durable when this returns, and not there if it fails.
     *
     * @param file the file, replaced if it exists
     * @param rows all columns of the source, typed as its contract says
     * @param acceptedAtMicros per row when the server accepted it
     * @throws dev.asof.registry.error.AsofException {@code IO_FAILED}
     */
    public void write(Path file, ColumnBatch rows, long[] acceptedAtMicros) {
        ColumnBatch archived = withAcceptance(rows, acceptedAtMicros);
        try (ParquetOutput output = ParquetOutput.create(file, archived.schema())) {
            output.append(archived);
            output.commit(Map.of());
        }
    }

    private static ColumnBatch withAcceptance(ColumnBatch rows, long[] acceptedAtMicros) {
        List<Field> fields = new ArrayList<>(rows.schema().fields());
        fields.add(new Field(EventArchive.ACCEPTED_AT, ScalarType.TIMESTAMP));
        List<Column> columns = new ArrayList<>(rows.columns());
        columns.add(new LongColumn(ScalarType.TIMESTAMP, acceptedAtMicros));
        return new ColumnBatch(new Schema(fields), columns, rows.rowCount());
    }
}
