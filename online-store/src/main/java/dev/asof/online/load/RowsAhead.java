package dev.asof.online.load;

import dev.asof.online.state.bulk.LoadWork;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Rows of which the next ones are read, on a thread of their own, while some are worked on. Used by one thread. */
final class RowsAhead implements RowBatches {
    private final RowBatches rows;
    private final ExecutorService reading = LoadWork.thread("asof-read");
    private Future<Optional<ColumnBatch>> next;

    /** @param rows closed with this */
    RowsAhead(RowBatches rows) {
        this.rows = rows;
        this.next = reading.submit(rows::next);
    }

    @Override
    public Optional<ColumnBatch> next() {
        Optional<ColumnBatch> batch = LoadWork.await(next);
        next = reading.submit(() -> batch.isPresent() ? rows.next() : batch);
        return batch;
    }

    @Override
    public String nameOf(long row) {
        return rows.nameOf(row);
    }

    @Override
    public void close() {
        reading.close();
        rows.close();
    }
}
