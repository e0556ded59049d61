package dev.asof.offline.parquet;

import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.repository.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * Writes a Parquet file that appears complete and durable with {@link #commit}, or not at all. The bytes depend on the
 * rows, their cutting into row groups, the metadata and the build, and on nothing else. To be closed; not thread-safe.
 */
public final class ParquetOutput implements AutoCloseable {
    private final Path target;
    private final AtomicFile file;
    private final ParquetFileWriter writer;

    private ParquetOutput(Path target, AtomicFile file, ParquetFileWriter writer) {
        this.target = target;
        this.file = file;
        this.writer = writer;
    }

    /** Starts to write {@code target}, over any file of that name. */
    public static ParquetOutput create(Path target, Schema schema) {
        AtomicFile file = AtomicFile.amongOthers(target);
        try {
            return new ParquetOutput(target, file, start(file, schema));
        } catch (IOException e) {
            file.close();
            throw ParquetErrors.unwritable(target, e);
        }
    }

    private static ParquetFileWriter start(AtomicFile file, Schema schema) throws IOException {
        ParquetProperties properties = ParquetLayout.properties();
        ParquetFileWriter writer = new ParquetFileWriter(
                new LocalOutput(file.temporary()),
                ParquetLayout.messageType(schema),
                ParquetFileWriter.Mode.OVERWRITE,
                Long.MAX_VALUE,
                0,
                properties.getColumnIndexTruncateLength(),
                properties.getStatisticsTruncateLength(),
                properties.getPageWriteChecksumEnabled());
        writer.start();
        return writer;
    }

    /** Appends a row group. */
    public void append(EncodedRowGroup rowGroup) {
        try {
            rowGroup.writeTo(writer);
        } catch (IOException e) {
            throw ParquetErrors.unwritable(target, e);
        }
    }

    /** Appends rows as one row group; no rows are no row group. */
    public void append(ColumnBatch rows) {
        if (rows.rowCount() == 0) {
            return;
        }
        try (EncodedRowGroup rowGroup = EncodedRowGroup.of(rows)) {
            append(rowGroup);
        }
    }

    /**
     * Completes the file, and makes it durable.
     *
     * @param metadata goes into the footer
     * @return the file, which a commit gives its name
     */
    public AtomicFile complete(Map<String, String> metadata) {
        try {
            writer.end(metadata);
            file.complete();
            return file;
        } catch (IOException e) {
            throw ParquetErrors.unwritable(target, e);
        }
    }

    /** Completes the file and gives it its name. */
    public void commit(Map<String, String> metadata) {
        complete(metadata).commit();
    }

    /** Discards what was not committed. */
    @Override
    public void close() {
        try (AtomicFile discarded = file) {
            writer.close();
        } catch (IOException e) {
            throw ParquetErrors.unwritable(target, e);
        }
    }
}
