package dev.asof.cli.ingest;

import java.io.IOException;
import java.util.Optional;

/** Reads events in batches, in order. */
public interface EventReader extends AutoCloseable {

    /** The next events, empty after the last. */
    Optional<EventBatch> next() throws IOException;

    @Override
    void close() throws IOException;
}
