package dev.asof.offline.sweep;

import dev.asof.registry.compute.program.Sight;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a group of views is asked about, and the events of it that a scan finds. Thread-safe. */
final class GroupEvents {
    private final ViewGroup group;
    private final Sight sight;
    private final Optional<AskedKeys> keys;
    private final EntityPartitions partitions;
    private final EventMemory memory;
    private final FoundEvents found;
    private final boolean asksForAcceptance;

    GroupEvents(ViewGroup group, EntityPartitions partitions, EventMemory memory) {
        this.group = group;
        this.sight = group.sight();
        this.keys = AskedKeys.of(group.first());
        this.partitions = partitions;
        this.memory = memory;
        this.found = memory.events(partitions.count());
        this.asksForAcceptance = group.first().asksForAcceptance();
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

    /** Whether it matters to any of the questions when the server accepted an event. */
    boolean asksForAcceptance() {
        return asksForAcceptance;
    }

    EntityPartitions partitions() {
        return partitions;
    }

    /** Where goes what doesn't fit into memory. */
    SpillFile file() {
        return memory.file();
    }

    void add(EventChunk chunk) {
        if (chunk.size() > 0) {
            memory.add(chunk, found);
        }
    }

    /** The chunks that may have events of a partition, in any order; asked when all are added. */
    List<EventChunk> chunks(int partition) {
        return found.chunks(partition);
    }

    /** The values that columns of text share in memory, by the name of the column; asked when all events are added. */
    Map<String, SharedTexts> texts() {
        List<EventChunk> held = found.held();
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

    /** About what the events of a partition take while they are answered, the one that takes most. */
    long largestPartitionBytes(AnsweringBytes answering) {
        return found.largestPartitionBytes(answering);
    }

    /** Writes to the file whatever is in memory, also of other groups. */
    void spillAll() {
        memory.spillAll();
    }

    /** Forgets the events. */
    void clear() {
        memory.clear(found);
    }
}
