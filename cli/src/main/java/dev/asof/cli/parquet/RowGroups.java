package dev.asof.cli.parquet;

import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.parquet.ParquetRows;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of some Parquet files, one row group after another. To be closed; not thread-safe. */
public final class RowGroups implements AutoCloseable {
    private final List<ParquetFile> files;
    private final List<String> columns;
    private int file;
    private int rowGroup;
    private @Nullable ParquetRows rows;

    public RowGroups(List<ParquetFile> files, List<String> columns) {
        this.files = List.copyOf(files);
        this.columns = List.copyOf(columns);
    }

    /** The next rows, empty after the last. */
    public Optional<ColumnBatch> next() {
        while (rows != null || openNext()) {
            Optional<ColumnBatch> batch = rows == null ? Optional.empty() : rows.next();
            if (batch.isPresent()) {
                return batch;
            }
            close();
        }
        return Optional.empty();
    }

    private boolean openNext() {
        while (file < files.size() && rowGroup == files.get(file).rowGroupCount()) {
            file++;
            rowGroup = 0;
        }
        if (file == files.size()) {
            return false;
        }
        rows = files.get(file).rows(rowGroup++, columns);
        return true;
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }
}
