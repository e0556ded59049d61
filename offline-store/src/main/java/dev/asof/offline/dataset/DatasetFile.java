package dev.asof.offline.dataset;

import dev.asof.offline.output.RowsOutput;
import dev.asof.offline.sweep.ProgressCount;
import dev.asof.offline.sweep.SweepObserver;
import dev.asof.offline.sweep.Workers;
import dev.asof.registry.compute.schema.BytesTooLong;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes a training set: parts of a fixed number of rows, made and hashed on all threads and written in order. To be handed a
 * whole number of parts at a time, but for the last.
 */
final class DatasetFile {
    /** The rows of each part but the last: of a row group, of a record batch. */
    static final int PART_ROWS = 1 << 17;

    private final Workers workers;
    private final int partsAtOnce;
    private final ProgressCount progress;
    private final ContentDigest content;

    DatasetFile(Workers workers, int partsAtOnce, SweepObserver observer, int rowCount, ContentDigest content) {
        this.content = content;
        this.workers = workers;
        this.partsAtOnce = partsAtOnce;
        this.progress = new ProgressCount(observer, SweepObserver.Phase.WRITE, rowCount);
    }

    /** Writes the rows to an output of their schema. */
    void write(RowsOutput output, OutputRows rows) {
        int rowCount = rows.rowCount();
        long step = (long) partsAtOnce * PART_ROWS;
        for (long from = 0; from < rowCount; from += step) {
            appendSome(output, rows, (int) from, (int) Math.min(rowCount, from + step));
        }
        progress.advance(0);
    }

    private void appendSome(RowsOutput output, OutputRows rows, int from, int to) {
        RowsOutput.Part[] parts = new RowsOutput.Part[Math.ceilDiv(to - from, PART_ROWS)];
        byte[][] hashes = new byte[parts.length][];
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            int number = i;
            int first = from + i * PART_ROWS;
            int last = Math.min(to, first + PART_ROWS);
            tasks.add(() -> {
                try {
                    ColumnBatch slice = rows.slice(first, last);
                    hashes[number] = ContentDigest.pieces(slice);
                    parts[number] = output.encode(slice);
                } catch (BytesTooLong e) {
                    throw tooLong(rows.firstRow() + first, rows.firstRow() + last, e);
                }
            });
        }
        try {
            workers.run(tasks);
            for (int i = 0; i < parts.length; i++) {
                Objects.requireNonNull(parts[i]).append();
                content.add(hashes[i]);
            }
        } finally {
            close(parts);
        }
        progress.advance(to - from);
    }

    /** A column's values lie in one array while they are written. */
    private static AsofException tooLong(int from, int to, BytesTooLong cause) {
        return new AsofException(
                ErrorCode.LIMIT_EXCEEDED,
                "Cannot write rows %,d to %,d of the training set: the values of a column are longer than 2 GB together in"
                                .formatted(from, to - 1)
                        + " them. Leave columns of long text out of the observations or the service.",
                cause);
    }

    private static void close(RowsOutput.@Nullable Part[] parts) {
        for (RowsOutput.Part part : parts) {
            if (part != null) {
                part.close();
            }
        }
    }
}
