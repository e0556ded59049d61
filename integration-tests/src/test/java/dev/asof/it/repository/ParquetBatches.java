package dev.asof.it.repository;

import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.parquet.ParquetRows;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The rows of Parquet files, one after the other. */
final class ParquetBatches implements Iterator<ColumnBatch> {
    private final List<ParquetFile> files;
    private final List<String> columns;
    private int file;
    private int rowGroup;
    private Optional<ColumnBatch> next;

    ParquetBatches(List<ParquetFile> files, List<String> columns) {
        this.files = files;
        this.columns = columns;
        this.next = read();
    }

    /** Test files have no row group of more than one batch. */
    private Optional<ColumnBatch> read() {
        while (file < files.size()) {
            if (rowGroup < files.get(file).rowGroupCount()) {
                try (ParquetRows rows = files.get(file).rows(rowGroup++, columns)) {
                    return rows.next();
                }
            }
            file++;
            rowGroup = 0;
        }
        return Optional.empty();
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public ColumnBatch next() {
        ColumnBatch batch = next.orElseThrow(NoSuchElementException::new);
        next = read();
        return batch;
    }
}
