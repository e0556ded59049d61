package dev.asof.offline.sweep;

import dev.asof.registry.compute.program.Sight;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events that a group of views is asked about, as a scan finds them: in memory, and in a file what is too much.
 * Thread-safe.
 */
final class GroupEvents {
    /** Of one run in a file, the most bytes of chunks: less than an array holds, also where all are of one partition. */
    private static final long RUN_BYTES = 1L << 29;

    private final ViewGroup group;
    private final Sight sight;
    private final Optional<AskedKeys> keys;
    private final EntityPartitions partitions;
    private final EventMemory memory;
    private final List<EventChunk> held = new ArrayList<>();
    private final List<SpilledRun> spilled = new ArrayList<>();
    private long heldBytes;

    GroupEvents(ViewGroup group, EntityPartitions partitions, EventMemory memory) {
        this.group = group;
        this.sight = group.sight();
        this.keys = AskedKeys.of(group.first());
        this.partitions = partitions;
        this.memory = memory;
        memory.register(this);
    }

    /** What can matter to any of the questions. */
    Sight sight() {
        return sight;
    }

    /** The entities asked about, where their keys can be compared with what is stated of rows. */
    Optional<AskedKeys> keys() {
        return keys;
    }

    ViewGroup group() {
        return group;
    }

    EntityPartitions partitions() {
        return partitions;
    }

    /** Where goes what doesn't fit into memory. */
    SpillFile file() {
        return memory.file();
    }

    void add(EventChunk chunk) {
        if (chunk.size() == 0) {
            return;
        }
        hold(chunk);
        if (memory.add(chunk)) {
            memory.fullest().spill();
        }
    }

    private synchronized void hold(EventChunk chunk) {
        held.add(chunk);
        heldBytes += EventMemory.bytes(chunk);
    }

    /** The bytes of the events in memory that nobody writes out. */
    synchronized long heldBytes() {
        return heldBytes;
    }

    /** Other threads go on meanwhile. */
    private void spill() {
        List<EventChunk> taken = take(memory.bytesAtOnce());
        for (List<EventChunk> chunks : runs(taken)) {
            SpilledRun run = SpilledRun.write(memory.file(), chunks, partitions.count());
            synchronized (this) {
                spilled.add(run);
            }
        }
        memory.remove(taken.stream().mapToLong(EventMemory::bytes).sum());
    }

    /** The first of the chunks that are held, up to about so many bytes. */
    private synchronized List<EventChunk> take(long bytes) {
        long before = heldBytes;
        int count = 0;
        while (count < held.size() && before - heldBytes < bytes) {
            heldBytes -= EventMemory.bytes(held.get(count++));
        }
        List<EventChunk> first = held.subList(0, count);
        List<EventChunk> taken = List.copyOf(first);
        first.clear();
        return taken;
    }

    private static Collection<List<EventChunk>> runs(List<EventChunk> chunks) {
        Map<Run, List<EventChunk>> runs = new LinkedHashMap<>();
        long bytes = 0;
        for (EventChunk chunk : chunks) {
            bytes += EventMemory.bytes(chunk);
            runs.computeIfAbsent(new Run(chunk.views(), bytes / RUN_BYTES), each -> new ArrayList<>())
                    .add(chunk);
        }
        return runs.values();
    }

    /** What the chunks of a run have in common. */
    private record Run(BitSet views, long number) {}

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

    /** The values that columns of text share in memory, by the name of the column; asked when all events are added. */
    synchronized Map<String, SharedTexts> texts() {
        Map<String, SharedTexts> texts = new HashMap<>();
        Schema columns = PartitionEvents.columnsOf(group.programs());
        boolean haveAll = held.stream()
                .allMatch(chunk -> chunk.views().cardinality() == group.views().size());
        for (Field column : haveAll ? columns.fields() : List.<Field>of()) {
            if (column.type().lane() == DataType.Lane.BYTES) {
                SharedTexts.of(column.type(), column.name(), held, memory.sharedBytes())
                        .ifPresent(shared -> texts.put(column.name(), shared));
            }
        }
        return texts;
    }

    /** About the bytes of the partition that has most of them. */
    synchronized long largestPartitionBytes() {
        double[] bytes = new double[partitions.count()];
        for (EventChunk chunk : held) {
            double each = (double) EventMemory.bytes(chunk) / chunk.size();
            for (int partition = 0; partition < bytes.length; partition++) {
                bytes[partition] += each * chunk.size(partition);
            }
        }
        for (SpilledRun run : spilled) {
            for (int partition = 0; partition < bytes.length; partition++) {
                bytes[partition] += run.sizes()[partition];
            }
        }
        return (long) Arrays.stream(bytes).max().orElse(0);
    }

    /** Forgets the events. */
    synchronized void clear() {
        memory.remove(heldBytes);
        heldBytes = 0;
        held.clear();
        spilled.clear();
    }
}
