package dev.asof.offline.sweep;

import java.util.ArrayList;
import java.util.List;

/** The events that a group of views is asked about, as a scan finds them. Thread-safe. */
final class GroupEvents {
    private final ViewGroup group;
    private final EntityPartitions partitions;
    private final List<EventChunk> chunks = new ArrayList<>();

    GroupEvents(ViewGroup group, EntityPartitions partitions) {
        this.group = group;
        this.partitions = partitions;
    }

    ViewGroup group() {
        return group;
    }

    EntityPartitions partitions() {
        return partitions;
    }

    synchronized void add(EventChunk chunk) {
        if (chunk.size() > 0) {
            chunks.add(chunk);
        }
    }

    /** Hands over, once, what was found, in any order. */
    synchronized List<EventChunk> take() {
        List<EventChunk> taken = List.copyOf(chunks);
        chunks.clear();
        return taken;
    }
}
