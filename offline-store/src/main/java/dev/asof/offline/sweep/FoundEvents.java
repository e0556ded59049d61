package dev.asof.offline.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Events as a scan finds them: the last ones in memory, and in a file what was too much. Thread-safe. */
final class FoundEvents {
    /** Of one run in a file, the most bytes of one partition: less than an array holds. */
    private static final long RUN_BYTES = 1L << 29;

    /** And the share of what is written out at a time: it is in memory a few times meanwhile. */
    private static final int RUN_SHARE = 8;

    private final int partitions;
    private final List<EventChunk> held = new ArrayList<>();
    private final List<SpilledRun> spilled = new ArrayList<>();
    private long heldBytes;

    FoundEvents(int partitions) {
        this.partitions = partitions;
    }

    synchronized void add(EventChunk chunk) {
        held.add(chunk);
        heldBytes += chunk.bytes();
    }

    /** The bytes of the events in memory that nobody writes out. */
    synchronized long heldBytes() {
        return heldBytes;
    }

    /**
     * Writes the first of the chunks in memory to a file, up to about so many bytes. Other threads go on meanwhile.
     *
     * @return the bytes that are no longer held
     */
    long spill(Supplier<SpillFile> file, long bytes) {
        List<EventChunk> taken = take(bytes);
        for (List<EventChunk> chunks : runs(taken, Math.clamp(bytes / RUN_SHARE, 1, RUN_BYTES))) {
            SpilledRun run = SpilledRun.write(file.get(), chunks, partitions);
            synchronized (this) {
                spilled.add(run);
            }
        }
        return taken.stream().mapToLong(EventChunk::bytes).sum();
    }

    private synchronized List<EventChunk> take(long bytes) {
        long before = heldBytes;
        int count = 0;
        while (count < held.size() && before - heldBytes < bytes) {
            heldBytes -= held.get(count++).bytes();
        }
        List<EventChunk> first = held.subList(0, count);
        List<EventChunk> taken = List.copyOf(first);
        first.clear();
        return taken;
    }

    /** @param partitionBytes of each run the most of one partition, about */
    private static Collection<List<EventChunk>> runs(List<EventChunk> chunks, long partitionBytes) {
        Map<Run, List<EventChunk>> runs = new LinkedHashMap<>();
        long bytes = 0;
        for (EventChunk chunk : chunks) {
            bytes += chunk.largestPartitionBytes();
            runs.computeIfAbsent(new Run(chunk.views(), bytes / partitionBytes), each -> new ArrayList<>())
                    .add(chunk);
        }
        return runs.values();
    }

    /** What the chunks of a run have in common. */
    private record Run(BitSet views, long number) {}

    /** The chunks in memory, in any order. */
    synchronized List<EventChunk> held() {
        return List.copyOf(held);
    }

    /** The chunks that may have events of a partition, in any order; asked when all are added. */
    List<EventChunk> chunks(int partition) {
        List<EventChunk> chunks;
        List<SpilledRun> runs;
        synchronized (this) {
            chunks = new ArrayList<>(held);
            runs = List.copyOf(spilled);
        }
        for (SpilledRun run : runs) {
            if (run.counts()[partition] > 0) {
                chunks.add(run.read(partition));
            }
        }
        return chunks;
    }

    /** About what the events of a partition take while they are answered, the one that takes most. */
    synchronized long largestPartitionBytes(AnsweringBytes answering) {
        double[] bytes = new double[partitions];
        for (EventChunk chunk : held) {
            double each = (double) answering.eventCopies() * chunk.bytes() / chunk.size() + answering.ofEvent();
            for (int partition = 0; partition < bytes.length; partition++) {
                bytes[partition] += each * chunk.size(partition);
            }
        }
        for (SpilledRun run : spilled) {
            for (int partition = 0; partition < bytes.length; partition++) {
                bytes[partition] += (double) answering.eventCopies() * run.sizes()[partition]
                        + (double) answering.ofEvent() * run.counts()[partition];
            }
        }
        return (long) Arrays.stream(bytes).max().orElse(0);
    }

    /** Forgets the events; returns the bytes that are no longer held. */
    synchronized long clear() {
        long bytes = heldBytes;
        heldBytes = 0;
        held.clear();
        spilled.clear();
        return bytes;
    }
}
