package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.value.FeatureValues;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The events of one entity in one view as a B+-tree in event order, whose every block carries the partial states of its
 * events: so an answer over any window takes the raw events at its edges and states between, however many events there are.
 *
 * <p>A block counts as one for a question that knows all versions of all of its events (see {@link StandingEvents});
 * otherwise what it is made of is looked at, down to its events. A block of events also holds the versions from elsewhere
 * that {@link DecidingVersions decide} about its own, so that what stands shows in the block alone. Answers are the same bits
 * whatever the tree's shape.
 *
 * <p>The tree lies in a {@link BlockStorage}; blocks are read when they are needed. Events are added either {@link #overlay
 * to be answered with}, or {@link #insert to be stored}: then {@link #changes} says what to store. One thread's.
 */
public final class EventTree {
    private static final byte[] NO_ROOT = {0, 0, 0};

    private final FeatureProgram program;
    private final BlockStorage storage;
    private final TreeShape shape;
    private final StoredOrder order;
    private final BlockParts parts;
    private final BlockCodec codec;
    private final TreeBlocks tree;
    private final TreeVersions versions;
    private final List<Long> removed = new ArrayList<>();
    private final KeptEvents none;
    private List<BlockEntry> roots;
    private int level;
    private long lastNumber;

    /** Events after all that are stored, which an overlay keeps by themselves. */
    private @Nullable BlockEntry tail;

    EventTree(FeatureProgram program, BlockParts parts, BlockStorage storage, TreeShape shape, byte[] root) {
        this.program = program;
        this.storage = storage;
        this.shape = shape;
        this.parts = parts;
        this.order = new StoredOrder(program.order(), program.roles().uniqueKey(), program.keptColumns(), storage);
        this.codec = new BlockCodec(program.keptColumns(), order);
        this.tree = new TreeBlocks(program, storage, order, codec);
        this.versions = new TreeVersions(tree, order, storage);
        this.none = KeptEvents.none(program.keptColumns());
        StateReader in = new StateReader(ByteBuffer.wrap(root.length == 0 ? NO_ROOT : root));
        this.lastNumber = in.getCount();
        this.level = in.getByte();
        this.roots = tree.roots(root.length, in, level);
    }

    /** The number of events, the overlaid ones aside. */
    public long size() {
        return roots.stream().mapToLong(block -> block.events).sum();
    }

    /** All events that are stored or were inserted, in order; those of a tree of many blocks are all read. */
    public KeptEvents events() {
        List<KeptEvents> all = new ArrayList<>(List.of(none));
        roots.forEach(block -> addEvents(block, all));
        return KeptEvents.concat(all);
    }

    private void addEvents(BlockEntry block, List<KeptEvents> into) {
        if (block.level == BlockEntry.LEAF) {
            into.add(tree.leaf(block).own());
        } else {
            tree.children(block).forEach(child -> addEvents(child, into));
        }
    }

    /** Adds events that are to be answered with, and never stored. */
    public void overlay(KeptEvents events) {
        if (tail == null) {
            BlockEntry entry = new BlockEntry(BlockEntry.LEAF);
            entry.leaf = LeafEvents.empty(order, none);
            tail = entry;
        }
        long last = lastTime();
        BlockEntry after = tail;
        add(events, event -> roots.isEmpty() || order.time(events, event) > last ? after : blockOf(events, event));
    }

    private long lastTime() {
        return roots.isEmpty() ? Long.MIN_VALUE : roots.getLast().lastTime;
    }

    /** Adds events that are to be stored. */
    public void insert(KeptEvents events) {
        if (roots.isEmpty()) {
            BlockEntry entry = new BlockEntry(BlockEntry.LEAF);
            entry.leaf = LeafEvents.empty(order, none);
            roots = new ArrayList<>(List.of(entry));
        }
        add(events, event -> blockOf(events, event));
    }

    private void add(KeptEvents events, IntFunction<BlockEntry> blockOf) {
        Map<BlockEntry, IntStream.Builder> byBlock = new LinkedHashMap<>();
        for (int event = 0; event < events.size(); event++) {
            byBlock.computeIfAbsent(blockOf.apply(event), block -> IntStream.builder())
                    .add(event);
        }
        byBlock.forEach((block, some) -> append(events.gather(some.build().toArray()), block));
        if (order.hasUniqueKey()) {
            versions.spread(events, blocks());
        }
    }

    private void append(KeptEvents events, BlockEntry block) {
        tree.leaf(block).addOwn(events);
        for (int event = 0; event < events.size(); event++) {
            block.widen(order.time(events, event));
        }
        tree.change(block);
    }

    /** All blocks at the root, and what is laid over them. */
    private List<BlockEntry> blocks() {
        List<BlockEntry> blocks = new ArrayList<>(roots);
        if (tail != null && tree.leaf(tail).events().size() > 0) {
            blocks.add(tail);
        }
        return blocks;
    }

    /** The block of events that an event belongs to. */
    private BlockEntry blockOf(KeptEvents events, int event) {
        BlockEntry block = lastNotAfter(roots, events, event);
        while (block.level != BlockEntry.LEAF) {
            block = lastNotAfter(tree.children(block), events, event);
        }
        return block;
    }

    private BlockEntry lastNotAfter(List<BlockEntry> blocks, KeptEvents events, int event) {
        int at = blocks.size() - 1;
        while (at > 0 && isBefore(events, event, blocks.get(at))) {
            at--;
        }
        return blocks.get(at);
    }

    private boolean isBefore(KeptEvents events, int event, BlockEntry block) {
        int byTime = Long.compare(order.time(events, event), block.firstTime);
        KeptEvents separator = block.separator;
        return byTime < 0 || (byTime == 0 && separator != null && order.compare(events, event, separator, 0) < 0);
    }

    /**
     * Takes out stored events that can no longer matter to questions none of whose times (as of, known at, accepted by) lies
     * before {@code horizonMicros}: their answers stay the same bits. Events may stay longer.
     */
    public void trim(long horizonMicros) {
        TreeTrim trim = new TreeTrim(this, tree, program, order, horizonMicros);
        roots = trim.trimmed(roots);
        removed.addAll(trim.removed());
        if (roots.isEmpty()) {
            level = BlockEntry.LEAF;
        }
    }

    /** Notes that versions of events are no more in the tree. */
    void forget(KeptEvents events) {
        if (order.hasUniqueKey()) {
            versions.forget(events);
        }
    }

    /** What the {@code latest} features are at a time, to a question that knows and accepts by then. */
    List<FeatureValues> latestAt(long micros) {
        long[] times = {micros};
        Questions question = new Questions(new int[1], times, times, times, new int[1]);
        List<BlockEntry> blocks = blocks();
        StandingEvents settled = settled();
        List<FeatureValues> latest = new ArrayList<>();
        for (int i = 0; i < program.features().size(); i++) {
            if (program.features().get(i) instanceof FeatureSpec.Latest feature) {
                FeatureValues values = new FeatureValues(feature.type(), 1);
                fold(i, blocks, settled).answer(question, values);
                latest.add(values);
            }
        }
        return latest;
    }

    /**
     * Answers questions, all of which are about this entity, whatever number they give it.
     *
     * @param targets per feature of the program where its answers go
     */
    public void answer(Questions questions, List<FeatureValues> targets) {
        Questions about = new Questions(
                new int[questions.size()],
                questions.asOf(),
                questions.knownAt(),
                questions.acceptedBy(),
                questions.target());
        List<BlockEntry> blocks = blocks();
        StandingEvents settled = settled();
        for (int i = 0; i < targets.size(); i++) {
            fold(i, blocks, settled).answer(about, targets.get(i));
        }
    }

    /** How often the expressions failed on the events that answers were made of, those aside whose blocks counted as one. */
    public ExpressionErrors expressionErrors() {
        return tree.expressionErrors();
    }

    private StandingEvents settled() {
        return new StandingEvents(Timelines.ofSorted(program, none.rows(), new long[0]));
    }

    private BlockFold<?> fold(int index, List<BlockEntry> blocks, StandingEvents settled) {
        FeatureSpec feature = program.features().get(index);
        int part = parts.partOf(feature);
        return new BlockFold<>(
                tree, blocks, settled, feature, index, part, parts.part(part).function(), storage);
    }

    /** What has to be stored to keep what was inserted. */
    public TreeChanges changes() {
        TreeRewrite rewrite =
                new TreeRewrite(tree, codec, new BlockSummaries(parts, order), shape, lastTime(), lastNumber);
        List<BlockEntry> blocks = rewrite.rewritten(roots);
        while (blocks.size() > shape.rootBlocks() && blocks.size() > 1) {
            blocks = rewrite.above(blocks);
            level++;
        }
        roots = blocks;
        lastNumber = rewrite.lastNumber();
        StateWriter root = new StateWriter();
        root.putCount(lastNumber);
        root.putByte(level);
        codec.put(roots, root);
        return new TreeChanges(root.toBytes(), rewrite.written(), List.copyOf(removed), versions.newTimes());
    }
}
