package dev.asof.offline.sweep;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnMemory;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes of the events that a build holds in memory, and has a file for those that are too many. Thread-safe.
 */
final class EventMemory implements AutoCloseable {
    private final long limit;
    private final Path folder;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong textBytes = new AtomicLong();
    private @Nullable SpillFile file;

    /** @param folder where the file goes, made when it is needed */
    EventMemory(long limit, Path folder) {
        this.limit = limit;
        this.folder = folder;
    }

    /** Counts a chunk; returns whether there is now too much. */
    boolean add(EventChunk chunk) {
        chunk.kept().columns().stream()
                .mapToLong(ColumnMemory::textBytes)
                .forEach(each -> textBytes.accumulateAndGet(each, Math::max));
        return held.addAndGet(bytes(chunk)) > limit;
    }

    /** About how long a text of the events is, those of the column and file where they are longest; 0 of no text. */
    long textBytes() {
        return textBytes.get();
    }

    /** Notes that a chunk is no longer held. */
    void remove(EventChunk chunk) {
        held.addAndGet(-bytes(chunk));
    }

    synchronized SpillFile file() {
        SpillFile made = file == null ? SpillFile.create(folder) : file;
        file = made;
        return made;
    }

    @Override
    public synchronized void close() {
        if (file != null) {
            file.close();
        }
    }

    /** About what a chunk takes; values that text shares are counted for each chunk. */
    static long bytes(EventChunk chunk) {
        long bytes = (long) chunk.size() * Integer.BYTES + (long) chunk.partitionStarts().length * Integer.BYTES;
        if (chunk.acceptedAt() != null) {
            bytes += (long) chunk.size() * Long.BYTES;
        }
        for (Column column : chunk.kept().columns()) {
            bytes += ColumnMemory.bytes(column);
        }
        return bytes;
    }
}
