package dev.asof.registry.compute.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the blocks of a tree that have changed: cuts those of events that are too long, and makes the entries above anew. What lies at
 * the tree's end is cut into full blocks, as more will come after it; other blocks into equal ones. One thread's.
 */
final class TreeRewrite {
    private final TreeBlocks tree;
    private final BlockCodec codec;
    private final BlockSummaries summaries;
    private final TreeShape shape;
    private final long lastTime;
    private final Map<Long, byte[]> written = new LinkedHashMap<>();
    private long lastNumber;

    /**
     * @param lastTime of all events of the tree
     * @param lastNumber the greatest number that a block ever had
     */
    TreeRewrite(
            TreeBlocks tree,
            BlockCodec codec,
            BlockSummaries summaries,
            TreeShape shape,
            long lastTime,
            long lastNumber) {
        this.tree = tree;
        this.codec = codec;
        this.summaries = summaries;
        this.shape = shape;
        this.lastTime = lastTime;
        this.lastNumber = lastNumber;
    }

    /** The bytes of the blocks that were written, by number. */
    Map<Long, byte[]> written() {
        return Map.copyOf(written);
    }

    /** The greatest number that a block has now, or ever had. */
    long lastNumber() {
        return lastNumber;
    }

    /** What some blocks become. */
    List<BlockEntry> rewritten(List<BlockEntry> blocks) {
        List<BlockEntry> rewritten = new ArrayList<>();
        for (BlockEntry block : blocks) {
            if (!block.isChanged) {
                rewritten.add(block);
            } else if (block.level == BlockEntry.LEAF) {
                rewritten.addAll(cut(block));
            } else {
                rewritten.addAll(above(block.number, rewritten(tree.children(block))));
            }
        }
        return rewritten;
    }

    /** New blocks of these blocks, none of which has changed. */
    List<BlockEntry> above(List<BlockEntry> blocks) {
        return above(BlockEntry.UNNUMBERED, blocks);
    }

    /** How a block is cut, or blocks of which it is the last. */
    private Cut cutOf(BlockEntry last) {
        return last.lastTime >= lastTime ? Cut.FULL : Cut.EQUAL;
    }

    private List<BlockEntry> cut(BlockEntry block) {
        List<BlockEntry> pieces = new ArrayList<>();
        for (LeafEvents piece : tree.leaf(block).cut(shape.leafEvents(), cutOf(block))) {
            boolean isFirst = pieces.isEmpty();
            BlockEntry entry =
                    summaries.of(number(isFirst ? block.number : BlockEntry.UNNUMBERED), piece, tree.timelines(piece));
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
    private List<BlockEntry> above(long number, List<BlockEntry> children) {
        List<BlockEntry> blocks = new ArrayList<>();
        int from = 0;
        for (int to : cutOf(children.getLast()).ends(children.size(), shape.fanout())) {
            List<BlockEntry> some = new ArrayList<>(children.subList(from, to));
            BlockEntry entry = summaries.of(number(from == 0 ? number : BlockEntry.UNNUMBERED), some);
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
