package dev.asof.online.load;

import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Rows of which the next ones are read, on a thread of their own, while some are worked on. Used by one thread. */
final class RowsAhead implements RowBatches {
    private final RowBatches rows;
    private final ExecutorService reading = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("asof-read").daemon().factory());
    private Future<Optional<ColumnBatch>> next;

    /** @param rows closed with this */
    RowsAhead(RowBatches rows) {
        this.rows = rows;
        this.next = reading.submit(rows::next);
    }

    @Override
    public Optional<ColumnBatch> next() {
        Optional<ColumnBatch> batch = await();
        next = reading.submit(() -> batch.isPresent() ? rows.next() : batch);
        return batch;
    }

    @Override
    public String nameOf(long row) {
        return rows.nameOf(row);
    }

    private Optional<ColumnBatch> await() {
        try {
            return next.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AsofException(ErrorCode.SERVER_UNAVAILABLE, "Cannot load: the load was interrupted.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        reading.close();
        rows.close();
    }
}
