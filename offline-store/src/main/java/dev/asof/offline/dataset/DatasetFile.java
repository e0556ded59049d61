package dev.asof.offline.dataset;

import dev.asof.offline.parquet.EncodedRowGroup;
import dev.asof.offline.parquet.ParquetOutput;
import dev.asof.offline.sweep.ProgressCount;
import dev.asof.offline.sweep.SweepObserver;
import dev.asof.offline.sweep.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes a training set: row groups of a fixed number of rows, made on all threads and written in order. */
final class DatasetFile {
    /** The rows of each row group but the last. */
    static final int ROW_GROUP_ROWS = 1 << 17;

    private static final String DATASET_ID_KEY = "asof.dataset_id";

    private final Workers workers;
    private final ProgressCount progress;

    DatasetFile(Workers workers, SweepObserver observer, int rowCount) {
        this.workers = workers;
        this.progress = new ProgressCount(observer, SweepObserver.Phase.WRITE, rowCount);
    }

    void write(Path target, OutputRows rows, String datasetId) {
        try (ParquetOutput output = ParquetOutput.create(target, rows.schema())) {
            int rowCount = rows.observations().rowCount();
            long step = (long) workers.threads() * ROW_GROUP_ROWS;
            for (long from = 0; from < rowCount; from += step) {
                appendSome(output, rows, (int) from, (int) Math.min(rowCount, from + step));
            }
            progress.advance(0);
            output.commit(Map.of(DATASET_ID_KEY, datasetId));
        }
    }

    private void appendSome(ParquetOutput output, OutputRows rows, int from, int to) {
        int count = Math.ceilDiv(to - from, ROW_GROUP_ROWS);
        EncodedRowGroup[] encoded = new EncodedRowGroup[count];
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            int first = from + i * ROW_GROUP_ROWS;
            int last = Math.min(to, first + ROW_GROUP_ROWS);
            tasks.add(() -> encoded[number] = EncodedRowGroup.of(rows.slice(first, last)));
        }
        workers.run(tasks);
        for (EncodedRowGroup rowGroup : encoded) {
            try (EncodedRowGroup each = Objects.requireNonNull(rowGroup)) {
                output.append(each);
            }
        }
        progress.advance(to - from);
    }
}
