package dev.asof.registry.compute.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block as it was read, for a store that keeps some, so that they need not be read again. Thread-safe. */
public final class KnownBlock {
    /** What blocks take in memory, as multiples of what they take where they are stored. */
    private static final int EVENTS_IN_MEMORY = 4;

    private static final int ENTRIES_IN_MEMORY = 16;

    private final int bytes;
    private final List<BlockEntry> entries;
    private final @Nullable Leaf leaf;
    private volatile @Nullable Asked asked;

    /** The events of a block of events; see {@link LeafEvents}. */
    private record Leaf(KeptEvents events, int from, int to, LeafVersions versions) {}

    /** The events, ready to be asked by a program. */
    private record Asked(FeatureProgram program, Timelines timelines) {}

    private KnownBlock(int bytes, List<BlockEntry> entries, @Nullable Leaf leaf) {
        this.bytes = bytes;
        this.entries = entries;
        this.leaf = leaf;
    }

    static KnownBlock of(int bytes, LeafEvents leaf) {
        return new KnownBlock(bytes, List.of(), new Leaf(leaf.events(), leaf.from(), leaf.to(), leaf.versions()));
    }

    /** @param entries not to be changed */
    static KnownBlock of(int bytes, List<BlockEntry> entries) {
        return new KnownBlock(bytes, entries, null);
    }

    /** About the bytes of memory that it takes at most, which become more when the block is asked. */
    public long memoryBytes() {
        Asked last = asked;
        return (long) bytes * (leaf == null ? ENTRIES_IN_MEMORY : EVENTS_IN_MEMORY)
                + (last == null ? 0 : last.timelines.memoryBytes());
    }

    /** The blocks below, for one tree alone. */
    List<BlockEntry> entries() {
        List<BlockEntry> copies = new ArrayList<>(entries.size());
        for (BlockEntry entry : entries) {
            copies.add(entry.copy());
        }
        return copies;
    }

    /** The events, for one tree alone. */
    LeafEvents events(StoredOrder order) {
        if (leaf == null) {
            throw new IllegalStateException("A block of blocks has no events");
        }
        return new LeafEvents(order, leaf.events, leaf.from, leaf.to, leaf.versions);
    }

    /** The events as the program asks them; null if it was not the last one that did. */
    @Nullable
    Timelines timelines(FeatureProgram program) {
        Asked last = asked;
        return last != null && last.program.equals(program) ? last.timelines : null;
    }

    /** Notes the events as a program asks them. */
    void askedBy(FeatureProgram program, Timelines timelines) {
        asked = new Asked(program, timelines);
    }
}
