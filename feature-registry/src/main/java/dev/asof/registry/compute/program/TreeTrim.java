package dev.asof.registry.compute.program;

import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Takes events out of a tree that can no longer matter: to no question none of whose times lies before the horizon.
 *
 * <p>An event before all windows matters to a {@code latest} alone, and to that only if it is the greatest one that every question
 * knows, or one that not every question knows. Versions of one event are taken out where no version that is still to come
 * can be less than them: in the order of their event times, and not of arrivals. Blocks go whole, others when they are
 * rewritten, so that some events stay longer than they have to. One thread's.
 */
final class TreeTrim {
    private final EventTree tree;
    private final TreeBlocks blocks;
    private final StoredOrder order;
    private final long horizon;
    private final long reach;
    private final boolean hasLatest;
    private final Set<Long> latestTimes = new HashSet<>();
    private final List<Long> removed = new ArrayList<>();

    /** @param horizon in microseconds */
    TreeTrim(EventTree tree, TreeBlocks blocks, FeatureProgram program, StoredOrder order, long horizon) {
        this.tree = tree;
        this.blocks = blocks;
        this.order = order;
        this.horizon = horizon;
        this.reach = program.reach(horizon);
        this.hasLatest = program.reachInTime().hasLatest();
    }

    /** The numbers of the blocks that are no more. */
    List<Long> removed() {
        return removed;
    }

    /** Returns the blocks that are left of these. */
    List<BlockEntry> trimmed(List<BlockEntry> roots) {
        if (roots.isEmpty() || roots.getFirst().firstTime >= reach) {
            return roots;
        }
        if (hasLatest) {
            findLatest();
        }
        return new ArrayList<>(roots.stream().filter(this::keeps).toList());
    }

    /** The times of the events that are the latest to a question at the horizon. */
    private void findLatest() {
        for (FeatureValues values : tree.latestAt(horizon)) {
            if (values.eventTimeMicros(0) != FeatureValues.NO_EVENT) {
                latestTimes.add(values.eventTimeMicros(0));
            }
        }
    }

    /** Takes out what is in a block; returns whether there is something left. */
    private boolean keeps(BlockEntry block) {
        if (block.firstTime >= reach) {
            return true;
        }
        boolean isBefore = block.lastTime < reach;
        if (isBefore && !block.isChanged && isKnown(block.lastKnowledge, lastAcceptance(block))) {
            if (latestTimes.stream().noneMatch(time -> block.firstTime <= time && time <= block.lastTime)) {
                remove(block);
                return false;
            }
        } else if (isBefore && !block.isChanged) {
            return true;
        }
        if (block.level != BlockEntry.LEAF) {
            return keepsBlocks(block);
        }
        return (!isBefore && !block.isChanged) || keepsEvents(block);
    }

    private static long lastAcceptance(BlockEntry block) {
        return block.pending.length > 0 ? BlockStorage.NOT_YET : block.lastAcceptance;
    }

    /** Whether it is known to every question. */
    private boolean isKnown(long knowledge, long acceptance) {
        return !hasLatest || (knowledge <= horizon && acceptance <= horizon);
    }

    private boolean keepsEvents(BlockEntry block) {
        LeafEvents leaf = blocks.leaf(block);
        KeptEvents events = leaf.events();
        int[] gone = IntStream.range(leaf.from(), leaf.to())
                .filter(event -> isGone(events, event))
                .toArray();
        if (gone.length == leaf.to() - leaf.from()) {
            remove(block);
            return false;
        }
        if (gone.length > 0) {
            tree.forget(events.gather(gone));
            leaf.removeOwn(gone);
            blocks.change(block);
        }
        return true;
    }

    private boolean isGone(KeptEvents events, int event) {
        long time = order.time(events, event);
        return time < reach
                && !latestTimes.contains(time)
                && isKnown(order.knowledge(events, event), order.acceptedAt(events, event));
    }

    private boolean keepsBlocks(BlockEntry block) {
        List<BlockEntry> children = blocks.children(block);
        int before = children.size();
        boolean isChanged = block.isChanged;
        children.removeIf(child -> !keeps(child));
        if (children.isEmpty()) {
            addRemoved(block);
            return false;
        }
        if (children.size() < before && !isChanged) {
            blocks.change(block);
        }
        return true;
    }

    private void remove(BlockEntry block) {
        addRemoved(block);
        if (block.level != BlockEntry.LEAF) {
            blocks.children(block).forEach(this::remove);
        } else if (order.hasUniqueKey()) {
            tree.forget(blocks.leaf(block).own());
        }
    }

    private void addRemoved(BlockEntry block) {
        if (block.number != BlockEntry.UNNUMBERED) {
            removed.add(block.number);
        }
    }
}
