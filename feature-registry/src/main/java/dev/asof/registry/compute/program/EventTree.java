package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.value.FeatureValues;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
    private final BlockSummaries summaries;
    private final Map<BlockEntry, BlockEvents> timelines = new HashMap<>();
    private final TreeVersions versions;
    private final Map<Long, byte[]> written = new LinkedHashMap<>();
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
        this.order = new StoredOrder(
                program.order(), program.contract().roles().uniqueKey(), program.keptColumns(), storage);
        this.versions = new TreeVersions(this, order, storage);
        this.codec = new BlockCodec(program.keptColumns(), order);
        this.summaries = new BlockSummaries(parts, order);
        this.none = KeptEvents.none(program.keptColumns());
        StateReader in = new StateReader(ByteBuffer.wrap(root.length == 0 ? NO_ROOT : root));
        this.lastNumber = in.getCount();
        this.level = in.getByte();
        this.roots = roots(root.length, in);
    }

    /** The blocks at the root, which the store may know by the number that no block has. */
    private List<BlockEntry> roots(int bytes, StateReader in) {
        KnownBlock known = storage.known(BlockEntry.UNNUMBERED);
        if (known == null) {
            known = KnownBlock.of(bytes, codec.blocks(in, level));
            storage.keep(BlockEntry.UNNUMBERED, known);
        }
        return known.entries();
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
            into.add(leaf(block).own());
        } else {
            children(block).forEach(child -> addEvents(child, into));
        }
    }

    /** Adds events that are to be answered with, and never stored. */
    public void overlay(KeptEvents events) {
        if (tail == null) {
            BlockEntry entry = new BlockEntry(BlockEntry.LEAF);
            entry.leaf = new LeafEvents(order, none, 0, 0, false);
            tail = entry;
        }
        long last = roots.isEmpty() ? Long.MIN_VALUE : roots.getLast().lastTime;
        BlockEntry after = tail;
        add(events, event -> roots.isEmpty() || order.time(events, event) > last ? after : blockOf(events, event));
    }

    /** Adds events that are to be stored. */
    public void insert(KeptEvents events) {
        if (roots.isEmpty()) {
            BlockEntry entry = new BlockEntry(BlockEntry.LEAF);
            entry.leaf = new LeafEvents(order, none, 0, 0, false);
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
        leaf(block).addOwn(events);
        for (int event = 0; event < events.size(); event++) {
            block.widen(order.time(events, event));
        }
        timelines.remove(block);
    }

    /** Notes that a block of events has other versions than before. */
    void change(BlockEntry block) {
        block.change();
        timelines.remove(block);
    }

    /** All blocks at the root, and what is laid over them. */
    private List<BlockEntry> blocks() {
        List<BlockEntry> blocks = new ArrayList<>(roots);
        if (tail != null && leaf(tail).events().size() > 0) {
            blocks.add(tail);
        }
        return blocks;
    }

    /** The block of events that an event belongs to. */
    private BlockEntry blockOf(KeptEvents events, int event) {
        BlockEntry block = lastNotAfter(roots, events, event);
        while (block.level != BlockEntry.LEAF) {
            block = lastNotAfter(children(block), events, event);
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

    List<BlockEntry> children(BlockEntry block) {
        List<BlockEntry> children = block.children;
        if (children == null) {
            children = known(block).entries();
            children.forEach(child -> child.parent = block);
            block.children = children;
        }
        return children;
    }

    LeafEvents leaf(BlockEntry block) {
        LeafEvents leaf = block.leaf;
        if (leaf == null) {
            KnownBlock known = known(block);
            leaf = known.events(order);
            block.known = known;
            block.leaf = leaf;
        }
        return leaf;
    }

    private KnownBlock known(BlockEntry block) {
        KnownBlock known = storage.known(block.number);
        if (known == null) {
            byte[] bytes = storage.block(block.number);
            known = block.level == BlockEntry.LEAF
                    ? KnownBlock.of(bytes.length, codec.leaf(bytes))
                    : KnownBlock.of(bytes.length, codec.inner(bytes, block.level - 1));
            storage.keep(block.number, known);
        }
        return known;
    }

    /** The events of a block of events, ready to be asked. */
    BlockEvents events(BlockEntry block) {
        return timelines.computeIfAbsent(block, each -> {
            LeafEvents leaf = leaf(each);
            return new BlockEvents(timelines(each, leaf), leaf.from(), leaf.to());
        });
    }

    /** Events that are not all visible yet are looked at each time. */
    private Timelines timelines(BlockEntry block, LeafEvents leaf) {
        KnownBlock known = block.known;
        if (known == null || block.isChanged || !isVisible(block)) {
            return timelines(leaf);
        }
        Timelines asked = known.timelines(program);
        if (asked == null) {
            asked = timelines(leaf);
            known.askedBy(program, asked);
            storage.keep(block.number, known);
        }
        return asked;
    }

    /** Whether what was not visible when the block was written is so now. */
    private boolean isVisible(BlockEntry block) {
        return Arrays.stream(block.pending).allMatch(origin -> storage.acceptedAt(origin) != BlockStorage.NOT_YET);
    }

    private Timelines timelines(LeafEvents leaf) {
        KeptEvents events = leaf.events();
        long[] acceptedAt =
                Arrays.stream(events.origins()).map(storage::acceptedAt).toArray();
        return Timelines.ofSorted(program, events.rows(), acceptedAt);
    }

    /**
     * Takes out stored events that can no longer matter to questions none of whose times (as of, known at, accepted by) lies
     * before {@code horizonMicros}: their answers stay the same bits. Events may stay longer.
     */
    public void trim(long horizonMicros) {
        TreeTrim trim = new TreeTrim(this, program, order, horizonMicros);
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

    private StandingEvents settled() {
        return new StandingEvents(Timelines.ofSorted(program, none.rows(), new long[0]));
    }

    private BlockFold<?> fold(int index, List<BlockEntry> blocks, StandingEvents settled) {
        FeatureSpec feature = program.features().get(index);
        int part = parts.partOf(feature);
        return new BlockFold<>(
                this, blocks, settled, feature, index, part, parts.part(part).function(), storage);
    }

    /** What has to be stored to keep what was inserted. */
    public TreeChanges changes() {
        written.clear();
        List<BlockEntry> blocks = rewritten(roots);
        while (blocks.size() > shape.rootBlocks() && blocks.size() > 1) {
            blocks = inner(BlockEntry.UNNUMBERED, blocks);
            level++;
        }
        roots = blocks;
        StateWriter root = new StateWriter();
        root.putCount(lastNumber);
        root.putByte(level);
        codec.put(roots, root);
        return new TreeChanges(root.toBytes(), Map.copyOf(written), List.copyOf(removed), versions.newTimes());
    }

    private List<BlockEntry> rewritten(List<BlockEntry> blocks) {
        List<BlockEntry> rewritten = new ArrayList<>();
        for (BlockEntry block : blocks) {
            if (!block.isChanged) {
                rewritten.add(block);
            } else if (block.level == BlockEntry.LEAF) {
                rewritten.addAll(cut(block, isLast(block)));
            } else {
                rewritten.addAll(inner(block.number, rewritten(children(block))));
            }
        }
        return rewritten;
    }

    private boolean isLast(BlockEntry block) {
        return block.lastTime >= roots.getLast().lastTime;
    }

    private List<BlockEntry> cut(BlockEntry block, boolean isLast) {
        List<BlockEntry> pieces = new ArrayList<>();
        for (LeafEvents piece : leaf(block).cut(shape.leafEvents(), isLast)) {
            boolean isFirst = pieces.isEmpty();
            BlockEntry entry =
                    summaries.of(number(isFirst ? block.number : BlockEntry.UNNUMBERED), piece, timelines(piece));
            entry.separator = isFirst ? block.separator : separator(pieces.getLast(), entry, piece);
            written.put(entry.number, codec.encode(piece));
            pieces.add(entry);
        }
        return pieces;
    }

    private static @Nullable KeptEvents separator(BlockEntry before, BlockEntry block, LeafEvents events) {
        return before.lastTime == block.firstTime ? events.events().only(events.from()) : null;
    }

    /** Blocks of these blocks, the first of which has the number. */
    private List<BlockEntry> inner(long number, List<BlockEntry> children) {
        List<BlockEntry> blocks = new ArrayList<>();
        int count = (children.size() + shape.fanout() - 1) / shape.fanout();
        boolean isLast = isLast(children.getLast());
        int from = 0;
        for (int i = 1; i <= count; i++) {
            int to =
                    isLast ? Math.min(children.size(), i * shape.fanout()) : (int) ((long) children.size() * i / count);
            List<BlockEntry> some = new ArrayList<>(children.subList(from, to));
            BlockEntry entry = summaries.of(number(i == 1 ? number : BlockEntry.UNNUMBERED), some);
            written.put(entry.number, codec.encode(some));
            blocks.add(entry);
            from = to;
        }
        return blocks;
    }

    private long number(long known) {
        return known == BlockEntry.UNNUMBERED ? ++lastNumber : known;
    }
}
