package dev.asof.offline.table;

import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of some files, one part after another. To be closed; not thread-safe. */
public final class ConsecutiveRows implements AutoCloseable {
    private final List<TableFile> files;
    private final List<String> columns;
    private int file;
    private int part;
    private @Nullable TableRows rows;

    public ConsecutiveRows(List<? extends TableFile> files, List<String> columns) {
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
        while (file < files.size() && part == files.get(file).partCount()) {
            file++;
            part = 0;
        }
        if (file == files.size()) {
            return false;
        }
        rows = files.get(file).rows(part++, columns);
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
