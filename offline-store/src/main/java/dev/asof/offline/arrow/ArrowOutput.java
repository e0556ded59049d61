package dev.asof.offline.arrow;

import dev.asof.offline.column.DirectRoom;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;

/**
 * Writes an Arrow IPC file that appears complete and durable with {@link #commit}, or not at all. The bytes depend on
 * the rows, their cutting into batches, the metadata and the build, and on nothing else. To be closed; batches may be
 * encoded on any thread, and all else is for one.
 */
public final class ArrowOutput implements AutoCloseable {
    private final Path target;
    private final AtomicFile file;
    private final BufferAllocator allocator;
    private final org.apache.arrow.vector.types.pojo.Schema schema;
    private final VectorSchemaRoot root;
    private final FileChannel channel;
    private final ArrowFileWriter writer;

    private ArrowOutput(Path target, AtomicFile file, Schema schema, Map<String, String> metadata) throws IOException {
        this.target = target;
        this.file = file;
        this.schema = ArrowTypes.schema(schema, metadata);
        this.channel = FileChannel.open(
                file.temporary(),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        this.allocator = ArrowMemory.upTo(Long.MAX_VALUE);
        this.root = VectorSchemaRoot.create(this.schema, allocator);
        this.writer = new ArrowFileWriter(root, null, channel);
        writer.start();
    }

    /**
     * Starts to write {@code target}, over any file of that name.
     *
     * @param metadata of the schema
     */
    public static ArrowOutput create(Path target, Schema schema, Map<String, String> metadata) {
        AtomicFile file = AtomicFile.amongOthers(target);
        try {
            return new ArrowOutput(target, file, schema, metadata);
        } catch (IOException e) {
            file.close();
            throw unwritable(target, e);
        }
    }

    /** A record batch in Arrow's memory. To be closed. */
    public record Batch(ArrowRecordBatch encoded) implements AutoCloseable {
        @Override
        public void close() {
            encoded.close();
        }
    }

    /**
     * Copies rows into a batch. Thread-safe.
     *
     * @throws AsofException {@code LIMIT_EXCEEDED} where the JVM allows too little memory beside the heap
     */
    public Batch encode(ColumnBatch rows) {
        try {
            return copy(rows);
        } catch (OutOfMemoryException | OutOfMemoryError e) {
            throw DirectRoom.refusal(BatchBytes.of(rows), "a record batch of %,d rows".formatted(rows.rowCount()), e);
        }
    }

    private Batch copy(ColumnBatch rows) {
        try (VectorSchemaRoot filled = VectorSchemaRoot.create(schema, allocator)) {
            for (int column = 0; column < rows.columns().size(); column++) {
                VectorFilling.fill(filled.getVector(column), rows.column(column));
            }
            filled.setRowCount(rows.rowCount());
            return new Batch(new VectorUnloader(filled).getRecordBatch());
        }
    }

    /** Appends a batch. */
    public void append(Batch batch) {
        try {
            new VectorLoader(root).load(batch.encoded());
            writer.writeBatch();
            root.clear();
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /**
     * Completes the file, and makes it durable.
     *
     * @return the file, which a commit gives its name
     */
    public AtomicFile complete() {
        try {
            writer.end();
            writer.close();
            file.complete();
            return file;
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** Completes the file and gives it its name. */
    public void commit() {
        complete().commit();
    }

    /** Discards what was not committed. */
    @Override
    public void close() {
        try (AtomicFile discarded = file;
                FileChannel closed = channel;
                BufferAllocator freed = allocator;
                VectorSchemaRoot cleared = root) {
            // Closed in the opposite order; the writer only writes to them.
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static AsofException unwritable(Path target, IOException cause) {
        return new AsofException(
                ErrorCode.IO_FAILED,
                "Cannot write " + target + ": " + FileProblem.reason(cause) + ". Check the disk.",
                cause);
    }
}
