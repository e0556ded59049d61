package dev.asof.offline.output;

import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.repository.AtomicFile;
import dev.asof.registry.repository.TableFormat;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file that rows are written to, part by part, and that appears complete and durable with {@link #commit}, or not at
 * all. Equal parts and metadata give equal bytes. Parts may be encoded on any thread, and all else is for one. To be
 * closed.
 */
public sealed interface RowsOutput extends AutoCloseable permits ParquetRowsOutput, ArrowRowsOutput, CsvRowsOutput {

    /** Some rows as the file will hold them: a row group, a record batch, or lines. To be closed. */
    interface Part extends AutoCloseable {

        /** Appends the rows to the file. */
        void append();

        @Override
        void close();
    }

    /**
     * Starts to write {@code target}, over any file of that name.
     *
     * @param metadata goes into a file that has a place for it, which CSV hasn't
     * @throws dev.asof.registry.error.AsofException {@code IO_FAILED}, as all methods but {@link #encode}
     */
    static RowsOutput create(TableFormat format, Path target, Schema schema, Map<String, String> metadata) {
        return switch (format) {
            case PARQUET -> ParquetRowsOutput.create(target, schema, metadata);
            case ARROW -> ArrowRowsOutput.create(target, schema, metadata);
            case CSV -> CsvRowsOutput.create(target, schema);
        };
    }

    /** Encodes rows of the schema, at least one. */
    Part encode(ColumnBatch rows);

    /**
     * Completes the file, and makes it durable.
     *
     * @return the file, which a commit gives its name
     */
    AtomicFile complete();

    /** Completes the file and gives it its name. */
    default void commit() {
        complete().commit();
    }

    /** Discards what was not committed. */
    @Override
    void close();
}
