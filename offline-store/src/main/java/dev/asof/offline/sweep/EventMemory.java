package dev.asof.offline.sweep;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnMemory;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes of the events that a build holds in memory, and has a file for those that are too many. Thread-safe.
 */
final class EventMemory implements AutoCloseable {
    private static final long MOST_SHARED_BYTES = 1L << 26;

    private final long limit;
    private final int threads;
    private final Path folder;
    private final List<GroupEvents> groups = new CopyOnWriteArrayList<>();
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong textBytes = new AtomicLong();
    private @Nullable SpillFile file;

    /**
     * Room for events.
     *
     * @param limit the bytes of events that are gathered and of those that are being written out
     * @param threads how many may write out at one time
     * @param folder where the file goes, made when it is needed
     */
    EventMemory(long limit, int threads, Path folder) {
        this.limit = limit;
        this.threads = threads;
        this.folder = folder;
    }

    /** Takes part in what is counted. */
    void register(GroupEvents group) {
        groups.add(group);
    }

    /** The bytes that a thread writes out at a time: as many are gathered while all threads write. */
    long bytesAtOnce() {
        return limit / (threads + 1);
    }

    /** How long the values of a column may be of which all partitions share one copy. */
    long sharedBytes() {
        return Math.min(limit / 32, MOST_SHARED_BYTES);
    }

    /** The group that holds the most bytes. */
    GroupEvents fullest() {
        return Collections.max(groups, Comparator.comparingLong(GroupEvents::heldBytes));
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

    /** Notes that so many bytes are no longer held. */
    void remove(long bytes) {
        held.addAndGet(-bytes);
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
