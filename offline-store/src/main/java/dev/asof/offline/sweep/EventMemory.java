package dev.asof.offline.sweep;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The memory for the events that a build finds; what is too much for it goes to a file. Thread-safe. */
final class EventMemory implements AutoCloseable {
    private static final long MOST_SHARED_BYTES = 1L << 26;

    private final long limit;
    private final int threads;
    private final Path folder;
    private final List<FoundEvents> all = new CopyOnWriteArrayList<>();
    private final AtomicLong held = new AtomicLong();
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

    /** Events of this memory, none yet. */
    FoundEvents events(int partitions) {
        FoundEvents events = new FoundEvents(partitions);
        all.add(events);
        return events;
    }

    /** Adds a chunk to events of this memory; where that is too much, some of those that hold the most go to the file. */
    void add(EventChunk chunk, FoundEvents to) {
        to.add(chunk);
        if (held.addAndGet(chunk.bytes()) > limit) {
            FoundEvents fullest = Collections.max(all, Comparator.comparingLong(FoundEvents::heldBytes));
            held.addAndGet(-fullest.spill(this::file, bytesAtOnce()));
        }
    }

    /** Writes all events to the file. */
    void spillAll() {
        for (FoundEvents events : all) {
            while (events.heldBytes() > 0) {
                held.addAndGet(-events.spill(this::file, bytesAtOnce()));
            }
        }
    }

    /** Forgets events of this memory. */
    void clear(FoundEvents events) {
        held.addAndGet(-events.clear());
    }

    /** The bytes that a thread writes out at a time: as many are gathered while all threads write. */
    private long bytesAtOnce() {
        return Math.max(1, limit / (threads + 1));
    }

    /** How long the values of a column may be of which all partitions share one copy. */
    long sharedBytes() {
        return Math.min(limit / 32, MOST_SHARED_BYTES);
    }

    /** Where goes what is too much. */
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
}
