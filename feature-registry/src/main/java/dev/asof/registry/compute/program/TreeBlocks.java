package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.StateReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The blocks of one {@link EventTree}, each read from where it lies when it is first asked for. One thread's. */
final class TreeBlocks {
    private final FeatureProgram program;
    private final BlockStorage storage;
    private final StoredOrder order;
    private final BlockCodec codec;
    private final Map<BlockEntry, BlockEvents> timelines = new HashMap<>();

    TreeBlocks(FeatureProgram program, BlockStorage storage, StoredOrder order, BlockCodec codec) {
        this.program = program;
        this.storage = storage;
        this.order = order;
        this.codec = codec;
    }

    /**
     * The blocks at the root, which the store may know by the number that no block has.
     *
     * @param bytes how long the root is
     * @param level of these blocks
     */
    List<BlockEntry> roots(int bytes, StateReader in, int level) {
        KnownBlock known = storage.known(BlockEntry.UNNUMBERED);
        if (known == null) {
            known = KnownBlock.of(bytes, codec.blocks(in, level));
            storage.keep(BlockEntry.UNNUMBERED, known);
        }
        return known.entries();
    }

    /** The blocks below a block of blocks. */
    List<BlockEntry> children(BlockEntry block) {
        List<BlockEntry> children = block.children;
        if (children == null) {
            children = known(block).entries();
            children.forEach(child -> child.parent = block);
            block.children = children;
        }
        return children;
    }

    /** The events of a block of events. */
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

    /** Notes that a block of events has other events or versions than before. */
    void change(BlockEntry block) {
        block.change();
        timelines.remove(block);
    }

    /** How often expressions failed on events of the blocks that were asked. */
    ExpressionErrors expressionErrors() {
        return timelines.values().stream()
                .map(events -> events.timelines().expressionErrors())
                .filter(errors -> errors.total() > 0)
                .reduce(ExpressionErrors.none(program.features().size()), ExpressionErrors::plus);
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

    /** The events as they are now, ready to be asked. */
    Timelines timelines(LeafEvents leaf) {
        KeptEvents events = leaf.events();
        long[] acceptedAt =
                Arrays.stream(events.origins()).map(storage::acceptedAt).toArray();
        return Timelines.ofSorted(program, events.rows(), acceptedAt);
    }
}
