package dev.asof.registry.compute.program;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block as the one above it knows it: where its events lie, what a question must know for it to count as one, and the
 * partial states of all of its events that stand in the end. What is in the block is loaded when it is asked for.
 */
final class BlockEntry {
    /** The number of a block that was never stored. */
    static final long UNNUMBERED = 0;

    /** The level of a block of events; all others are one above the blocks that they are made of. */
    static final int LEAF = 0;

    final int level;
    long number = UNNUMBERED;
    long firstTime = Long.MAX_VALUE;
    long lastTime = Long.MIN_VALUE;
    long events;
    long lastKnowledge = Long.MIN_VALUE;
    long lastAcceptance = Long.MIN_VALUE;

    /** The origins of events that were not visible when the block was written. */
    long[] pending = {};

    /** No event of the block is less; null where none before it has its first time. */
    @Nullable
    KeptEvents separator;

    PartStates parts = PartStates.NONE;

    @Nullable
    BlockEntry parent;

    @Nullable
    LeafEvents leaf;

    @Nullable
    List<BlockEntry> children;

    /** What the events were read as. */
    @Nullable
    KnownBlock known;

    /** Whether something was added, so that the states are not those of all events. */
    boolean isChanged;

    BlockEntry(int level) {
        this.level = level;
    }

    /** The same, as it was before anything was loaded or added. */
    BlockEntry copy() {
        BlockEntry copy = new BlockEntry(level);
        copy.number = number;
        copy.firstTime = firstTime;
        copy.lastTime = lastTime;
        copy.events = events;
        copy.lastKnowledge = lastKnowledge;
        copy.lastAcceptance = lastAcceptance;
        copy.pending = pending;
        copy.separator = separator;
        copy.parts = parts;
        return copy;
    }

    /** Notes that an event was added in the block. */
    void widen(long time) {
        for (BlockEntry entry = this; entry != null; entry = entry.parent) {
            entry.isChanged = true;
            entry.firstTime = Math.min(entry.firstTime, time);
            entry.lastTime = Math.max(entry.lastTime, time);
        }
    }

    /** Notes that something else in the block changed. */
    void change() {
        for (BlockEntry entry = this; entry != null; entry = entry.parent) {
            entry.isChanged = true;
        }
    }
}
